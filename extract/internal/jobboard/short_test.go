package jobboard_test

import (
	"strings"
	"testing"

	"rolecall/extract"
)

// What a board's own data say is a description is one, however short, and a
// posting alone in a document keeps the id that the board gives it.
func TestShortDescription(t *testing.T) {
	const data = `{"id": 4012345, "internal_job_id": 99, "title": "Engineering Manager, Tides", "location": {"name": "Oslo"},
		"absolute_url": "https://boards.greenhouse.io/tidewater/jobs/4012345",
		"content": "&lt;p&gt;You lead a team of eight engineers.&lt;/p&gt;&lt;ul&gt;&lt;li&gt;Hire and coach engineers.&lt;/li&gt;&lt;li&gt;Hold one-on-ones.&lt;/li&gt;&lt;/ul&gt;"}`
	x := extract.Read("job.json", []byte(data), extract.Options{})[0]
	if !x.OK() || x.ID != "4012345" || x.Member != "" || !strings.Contains(x.Posting.Text, "Hold one-on-ones.") {
		t.Errorf("%q %q %q: %s %q", x.ID, x.Member, x.Reason, x.Detail, x.Posting.Text)
	}
	teaser := strings.Replace(data, "You lead a team of eight engineers.&lt;/p&gt;&lt;ul&gt;&lt;li&gt;Hire and coach engineers.&lt;/li&gt;&lt;li&gt;Hold one-on-ones.&lt;/li&gt;&lt;/ul&gt;", "Apply on our own site.&lt;/p&gt;", 1)
	if x := extract.Read("job.json", []byte(teaser), extract.Options{})[0]; x.OK() {
		t.Errorf("a teaser is read as %q", x.Posting.Text)
	}
}
