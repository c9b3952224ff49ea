package result

import "testing"

// A renamed row has the other name, and nothing else changed.
func TestAppendRenamed(t *testing.T) {
	for _, name := range []string{"plain.jsonl:7", `a "quoted\" name`, `ends in a backslash \`, "", "é\u2028\x00"} {
		var was, want Row
		was.Name, want.Name = name, name+"/other"
		was.Title, want.Title = `a "title"`, `a "title"`
		got := AppendRenamed([]byte("before "), was.AppendJSON(nil), want.Name)
		if want := "before " + string(want.AppendJSON(nil)); string(got) != want {
			t.Errorf("%q: got %s, want %s", name, got, want)
		}
	}
}

// Employers are counted by label, however they are written, and added up.
func TestCountEmployers(t *testing.T) {
	a, b := NewCounts(), NewCounts()
	a.AddEmployer(&Facts{Company: " Acme", Label: "TPM"})
	a.AddEmployer(&Facts{Company: "ACME ", Label: "TPM"})
	a.AddEmployer(&Facts{Company: "Acme"}) // without a label
	b.Merge(a)
	b.Merge(a)
	if len(b.Employers) != 1 || b.Employers["acme"]["TPM"] != 4 || len(b.Employers["acme"]) != 1 {
		t.Errorf("got %v", b.Employers)
	}
	if c := NewCounts(); c.Employers != nil {
		t.Errorf("employers that nobody counted: %v", c.Employers)
	}
}
