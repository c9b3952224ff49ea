package extract

import (
	"bufio"
	"bytes"
	"encoding/json"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"rolecall/extract/internal/line"
)

// gold is what a reader cut out of a real page.
type gold struct{ Title, Required, Optional string }

// score is how extractions compare with gold, as ../shared/bench/score_extract.py
// counts it.
type score struct {
	recall, f1     float64
	golds          int
	titles, known  int // exact titles, and titles that stand in the page at all
	fooled, others int
}

var letters = regexp.MustCompile(`[^\W_]+|[\p{L}\p{N}]+`)

func bag(s string) (map[string]int, int) {
	m, n := map[string]int{}, 0
	line.EachWord(s, func(w string) { m[w]++; n++ })
	return m, n
}

func common(a, b map[string]int) int {
	n := 0
	for w, c := range a {
		n += min(c, b[w])
	}
	return n
}

// compare returns recall and F1 of a text.
func compare(g gold, text string) (recall, f1 float64) {
	req, nr := bag(g.Required)
	all, _ := bag(g.Required + " " + g.Optional + " " + g.Title)
	out, no := bag(text)
	if nr == 0 || no == 0 {
		return 0, 0
	}
	recall = float64(common(req, out)) / float64(nr)
	precision := float64(common(all, out)) / float64(no)
	if recall+precision == 0 {
		return 0, 0
	}
	return recall, 2 * recall * precision / (recall + precision)
}

func words2(s string) string { return strings.Join(letters.FindAllString(strings.ToLower(s), -1), " ") }

// scorePages extracts all real pages, or skips.
func scorePages(t *testing.T, o Options) score {
	index, err := os.ReadFile(filepath.Join(sharedPages, "index.jsonl"))
	if err != nil {
		t.Skip("no real pages: ../shared/pages is not there")
	}
	var s score
	for lines := bufio.NewScanner(bytes.NewReader(index)); lines.Scan(); {
		var row struct{ File, Kind, Title, Gold string }
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			t.Fatal(err)
		}
		// A result list that shows an open posting is a posting, too.
		if row.Kind == "api" || strings.Contains(row.File, "with_detail_panel") || strings.Contains(row.File, "jora_serp") {
			continue
		}
		data, err := os.ReadFile(filepath.Join(sharedPages, row.File))
		if err != nil {
			t.Fatal(err)
		}
		s.add(t, row.Kind, row.Title, row.Gold, data, Read(row.File, data, o)[0])
	}
	return s
}

func (s *score) add(t *testing.T, kind, title, goldFile string, data []byte, x Extraction) {
	if kind != "posting" {
		s.others++
		if x.OK() {
			s.fooled++
		}
		return
	}
	if strings.Contains(words2(html.UnescapeString(string(data))), words2(title)) {
		s.known++
		if words2(x.Posting.Title) == words2(title) {
			s.titles++
		}
	}
	if goldFile == "" {
		return
	}
	var g gold
	b, err := os.ReadFile(filepath.Join(sharedPages, goldFile))
	if err == nil {
		err = json.Unmarshal(b, &g)
	}
	if err != nil {
		t.Fatal(err)
	}
	recall, f1 := compare(g, x.Posting.Text)
	s.recall += recall
	s.f1 += f1
	s.golds++
}

// The floors are below what was reached when they were set: a change that falls
// through one is a loss, not noise. Titles are counted over the pages that hold
// theirs at all: on 20 of 72 it stands nowhere in the file.
func TestRealPages(t *testing.T) {
	if slow > 1 {
		t.Skip("one goroutine over many pages: the race detector finds nothing there, and takes a minute")
	}
	for _, c := range []struct {
		name           string
		o              Options
		recall, f1     float64
		titles, fooled int // percent; number of pages
	}{
		{"all strategies", Options{}, 0.98, 0.97, 98, 1},
		{"content alone", Options{Strategies: []string{"content"}}, 0.90, 0.90, 70, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := scorePages(t, c.o)
			recall, f1 := s.recall/float64(s.golds), s.f1/float64(s.golds)
			t.Logf("recall %.3f, F1 %.3f, titles %d of %d, %d of %d taken for postings", recall, f1, s.titles, s.known, s.fooled, s.others)
			if recall < c.recall || f1 < c.f1 || s.titles*100 < c.titles*s.known || s.fooled > c.fooled {
				t.Error("below the floor")
			}
		})
	}
}
