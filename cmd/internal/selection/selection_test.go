package selection

import (
	"slices"
	"strings"
	"testing"
)

var (
	names = []string{"name", "label", "confidence", "title"}
	table = [][]string{
		{"a", "TPM", "0.9", "Program Manager"},
		{"b", "tpm", "0.25", "TPM"},
		{"c", "PM-T", "1", ""},
		{"d", "none", "0.100", "Nurse, and more"},
	}
)

// words are those of the column label.
func words(column string) []string {
	if column != "label" {
		return nil
	}
	return []string{"TPM", "PM-T", "none"}
}

func pick(t *testing.T, w Wanted) string {
	t.Helper()
	s, err := New(w, names, words)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	r := NewRows(s, func(name string, _ []string) error { got = append(got, name); return nil })
	for _, row := range table {
		if err := r.Add(row[0], row); err != nil {
			t.Fatal(err)
		}
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	return strings.Join(got, "")
}

func TestWhere(t *testing.T) {
	for where, want := range map[string]string{
		"":                                  "abcd",
		"label = TPM":                       "ab",
		"LABEL == tpm AND confidence < 0.7": "b",
		"label = TPM or label = PM-T":       "abc",
		"label = '' or label ~ cto or label > zzz":  "",
		"label in (pm-t, 'none')":                   "cd",
		"not label = TPM":                           "cd",
		"not (label = TPM or confidence>=1)":        "d",
		"label != TPM and label != none":            "c",
		"title = ''":                                "c",
		`title = "program manager"`:                 "a",
		"title ~ manager":                           "a",
		"title !~ manager":                          "bcd",
		"title ~ ', and '":                          "d",
		"confidence = 0.1":                          "d",
		"confidence = '0.1'":                        "",
		"confidence > .5":                           "ac",
		"confidence<=0.25":                          "bd",
		"label=TPM or label=none and title~x":       "ab",
		"(label=TPM or label=none) and title~nurse": "d",
		"name > b":                                  "cd",
	} {
		if got := pick(t, Wanted{Where: where}); got != want {
			t.Errorf("%s: %q, want %q", where, got, want)
		}
	}
}

func TestSortAndTop(t *testing.T) {
	for _, c := range []struct {
		w    Wanted
		want string
	}{
		{Wanted{Sort: []string{"confidence"}}, "dbac"},
		{Wanted{Sort: []string{"-confidence"}}, "cabd"},
		{Wanted{Sort: []string{"title"}}, "dabc"},
		{Wanted{Sort: []string{"-title"}}, "badc"},
		{Wanted{Sort: []string{"label", "-confidence"}}, "dcab"},
		{Wanted{Sort: []string{"-confidence"}, Top: 2}, "ca"},
		{Wanted{Where: "label = TPM", Top: 1}, "a"},
		{Wanted{Top: 9}, "abcd"},
	} {
		if got := pick(t, c.w); got != c.want {
			t.Errorf("%+v: %s, want %s", c.w, got, c.want)
		}
	}
}

func TestColumns(t *testing.T) {
	s, err := New(Wanted{Columns: []string{"Title", "name"}}, names, words)
	if err != nil || !slices.Equal(s.Names(), []string{"title", "name"}) || !slices.Equal(s.Cells(table[1]), []string{"TPM", "b"}) {
		t.Fatal(s, err)
	}
}

func TestWrong(t *testing.T) {
	for want, w := range map[string]Wanted{
		`no label is "CTO": it is one of TPM, PM-T, none, or ""`: {Where: "name = CTO or not Label = CTO"},
		`no label is "EM"`:  {Where: "label in (tpm, EM)"},
		`no label is "ten"`: {Where: "label != ten"},
		`no column "role": there are name, label, confidence, title`: {Where: "role = TPM"},
		`--sort: no column "x"`:                   {Sort: []string{"-x"}},
		`--columns: no column "x"`:                {Columns: []string{"name", "x"}},
		`--columns: "name" stands there twice`:    {Columns: []string{"name", "title", "Name"}},
		"--top -1: at least 1":                    {Top: -1},
		"quotes around a value of several words":  {Where: "title = Program Manager"},
		`--where "label = "`:                      {Where: "label = "},
		"more than 100 parentheses":               {Where: strings.Repeat("(", 1000)},
		`write COLUMN = VALUE, with and, or, not`: {Where: "label"},
	} {
		if _, err := New(w, names, words); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%+v: %v, want %s", w, err, want)
		}
	}
}

func FuzzWhere(f *testing.F) {
	f.Add("label = TPM and (confidence < 0.7 or not title ~ 'x')")
	f.Fuzz(func(t *testing.T, text string) {
		if s, err := New(Wanted{Where: text}, names, words); err == nil {
			s.Keeps(func(i int) string { return table[0][i] })
		}
	})
}
