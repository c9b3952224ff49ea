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
	for _, bad := range []string{"[title]\na\nA", "[tittle]\na"} {
		if _, err := parseNames(bad); err == nil {
			t.Errorf("%q is taken", bad)
		}
	}
}
