package web

import (
	"encoding/json"
	"testing"
)

// What is taken as a posting in JSON is one to encoding/json as well, with the
// same texts.
func FuzzPostedRow(f *testing.F) {
	for _, seed := range []string{`{"text": "x"}`, `{"title": "T\u202e", "html": "<p>"}`, `{"text": null}`, `{"Text": "x"}`, `{"text": "\ud800"}`, `{}`, `[]`, `{"text": "x"} x`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		row, err := postedRow(data)
		if err != nil {
			return
		}
		var want struct{ Title, Company, URL, Text, HTML *string }
		if err := json.Unmarshal(data, &want); err != nil {
			t.Fatalf("%q was taken: %v", data, err)
		}
		for want, got := range map[*string]string{want.Title: row.Title, want.Company: row.Company, want.URL: row.URL, want.Text: row.Text, want.HTML: row.HTML} {
			if want != nil && *want != got {
				t.Errorf("%q: %q, want %q", data, got, *want)
			}
		}
	})
}
