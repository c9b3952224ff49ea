package sealed

import "testing"

func TestHolds(t *testing.T) {
	for id, want := range map[string]bool{"sealed-example": true, "": false, "sealed-exampl": false} {
		if Holds(id) != want {
			t.Errorf("Holds(%q) = %v", id, !want)
		}
	}
}
