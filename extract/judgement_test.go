package extract

import (
	"strings"
	"testing"
)

// TestOtherText refuses long texts that say nothing of what postings say, and
// nothing else.
func TestOtherText(t *testing.T) {
	const news = "The council voted on Tuesday to close the old bridge for eighteen months. Cracks had been found in two of its piers last autumn. Traffic is led over the ring road, and the ferry runs until midnight. Shops on the northern bank fear for their business. The mayor said that safety comes first. "
	for name, c := range map[string]struct {
		text string
		want Reason
	}{
		"news":             {strings.Repeat(news, 6), NotAPosting},
		"log":              {strings.Repeat("10:01:02 the server has been started on the port and waits for the next one\n", 30), NotAPosting},
		"short":            {news, ""},
		"not in English":   {strings.Repeat("Der Rat hat am Dienstag beschlossen, die alte Brücke für achtzehn Monate zu sperren, weil im Herbst Risse in zwei Pfeilern gefunden worden sind. ", 20), ""},
		"one heading":      {strings.Repeat(news, 6) + "\n\nResponsibilities\nDrive the ferry.", ""},
		"a posting's line": {strings.Repeat(news, 6) + "\nThree years of experience are required.", ""},
	} {
		if x := Read("a.txt", []byte(c.text), Options{})[0]; x.Reason != c.want {
			t.Errorf("%s: %q %s, want %q", name, x.Reason, x.Detail, c.want)
		}
	}
}
