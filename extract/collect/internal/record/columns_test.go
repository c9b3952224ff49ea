package record

import "testing"

// The file of names is sound: no name stands twice.
func TestNames(t *testing.T) {
	n, err := parseNames(columnsFile)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []column{colID, colTitle, colCompany, colLocation, colCity, colRegion, colCountry, colDate, colURL, colText, colHTML, colLabel, colSource, colPart} {
		found := false
		for _, s := range n.folded {
			found = found || s.column == c
		}
		if !found {
			t.Errorf("no name of column %d", c)
		}
	}
	for of, list := range n.members {
		if len(list) == 0 {
			t.Errorf("no member of %s", memberNames[of])
		}
	}
	for bad, want := range map[string]string{
		"[title]\na\nA":                 `columns.txt:3: "A": stands twice`,
		"[tittle]\na":                   `columns.txt:1: "[tittle]": no such column`,
		"[member of moons]\na":          `columns.txt:1: "[member of moons]": no such member`,
		"[member of name]\nfull\n Full": `columns.txt:3: "Full": stands twice`,
		"[title]\na":                    "columns.txt: no member of name",
	} {
		if _, err := parseNames(bad); err == nil || err.Error() != want {
			t.Errorf("%q: %v, want %s", bad, err, want)
		}
	}
}
