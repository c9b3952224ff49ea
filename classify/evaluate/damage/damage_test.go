package damage

import "testing"

func TestApply(t *testing.T) {
	const text = "Own the road-map, end to end.\n• Don't wait;\n  ask \"why\"\n"
	for kind, want := range map[Kind]string{
		Breaks:      "Own the road-map, end to end. • Don't wait; ask \"why\"",
		Commas:      "Own the road-map end to end.\n• Don't wait;\n  ask \"why\"\n",
		Punctuation: "Own the road map  end to end \n  Don t wait \n  ask  why \n",
		End:         "Own the road-map, end to",
	} {
		if got := Apply(kind, text); got != want {
			t.Errorf("%s: %q, want %q", kind, got, want)
		}
	}
	for _, kind := range Kinds() {
		if got := Apply(kind, ""); got != "" {
			t.Errorf("%s of nothing: %q", kind, got)
		}
	}
}
