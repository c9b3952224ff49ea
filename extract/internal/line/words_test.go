package line

import (
	"slices"
	"strings"
	"testing"

	"rolecall/extract/internal/tables"
)

// The file is sound, and what is not is refused.
func TestWords(t *testing.T) {
	f := tables.Builtin.Lines
	if _, err := loadWords(f); err != nil {
		t.Error(err)
	}
	for _, spoil := range []func(*tables.LineFile){
		func(f *tables.LineFile) { f.English = append(slices.Clip(f.English), f.Others[0]) },
		func(f *tables.LineFile) { f.Others = append(slices.Clip(f.Others), "Das") },
		func(f *tables.LineFile) { f.English = append(slices.Clip(f.English), "through") },
		func(f *tables.LineFile) { f.Compounds = append(slices.Clip(f.Compounds), f.Compounds[0]) },
	} {
		spoilt := f
		spoil(&spoilt)
		if _, err := loadWords(spoilt); err == nil {
			t.Error("taken")
		}
	}
	for _, s := range f.Compounds {
		if got := JoinFolded("a "+strings.ToUpper(s[:1])+s[1:]+"-", "minded"); !strings.HasSuffix(got, s[1:]+"-minded") {
			t.Errorf("%s: %q", s, got)
		}
	}
	if got := JoinFolded("the respon-", "sibility"); got != "the responsibility" {
		t.Error(got)
	}
	for s, want := range map[string]commonCount{"The rovers, (and) das Team.": {words: 5, english: 2, foreign: 1}, "THE café (And) DER ÜBER": {words: 5, english: 2, foreign: 1}, "": {}} {
		if got := CountCommon(s); got != want {
			t.Errorf("%q: %+v", s, got)
		}
	}
}
