package classify

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"os"
	"testing"

	"rolecall/lexicon"
)

// Real titles are read as the people read them who collected them: at least
// 99% of those that one title settles.
func TestRealTitles(t *testing.T) {
	f, err := os.Open(realPostings)
	if err != nil {
		t.Skipf("real postings are absent: %v", err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	lex, err := lexicon.Default()
	if err != nil {
		t.Fatal(err)
	}
	agree, all := 0, 0
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var row struct {
			Title, Silver string
			Ambiguous     bool
		}
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			t.Fatal(err)
		}
		if row.Ambiguous {
			continue
		}
		want := lexicon.Role(row.Silver)
		if want.Index() < 0 {
			want = lexicon.None
		}
		all++
		// A title that only says that somebody leads or manages something is
		// left to the duties.
		if t := ReadTitle(lex, row.Title); t.Label == want || !t.Known() && want == lexicon.None {
			agree++
		}
	}
	if share := float64(agree) / float64(all); share < 0.99 {
		t.Errorf("%d of %d titles (%.4f), at least 0.99", agree, all, share)
	}
}
