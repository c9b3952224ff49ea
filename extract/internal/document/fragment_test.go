package document

import (
	"reflect"
	"strings"
	"testing"

	"rolecall/extract/internal/posting"
)

// What is read in the memory of the fragment before says nothing of that, whatever
// the two are.
func TestFragmentsInOneRoom(t *testing.T) {
	fragments := []string{
		"<h2>Duties</h2><ul><li>Steer the <b>rover</b> over the ridge.</li><li>Log what it finds.</li></ul>",
		"<p class=\"a\" id=\"b\">We map craters &amp; ridges.</p>",
		"&lt;p&gt;Written once&lt;/p&gt;",
		"No markup at all, R&D only.",
		strings.Repeat("<div><p>A long posting of many nodes.</p></div>", 3000),
		"<b>Unclosed <p>formatting</b> that needs the other parser</p>",
		"<p></p>",
	}
	var alone []posting.Extraction
	for _, f := range fragments {
		lines, ok := FragmentLines(f)
		if !ok {
			alone = append(alone, PlainText(f, posting.Options{}))
			continue
		}
		alone = append(alone, FromLines(lines))
	}
	for range 2 {
		for i, f := range fragments {
			for j, g := range fragments {
				a, b := Fragment(f, posting.Options{}), Fragment(g, posting.Options{})
				if !reflect.DeepEqual(a, alone[i]) || !reflect.DeepEqual(b, alone[j]) {
					t.Fatalf("%.60q, then %.60q: %+v, %+v", f, g, a, b)
				}
			}
		}
	}
}
