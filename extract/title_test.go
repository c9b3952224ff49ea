package extract

import "testing"

// TestCompanyInTheFirstHeading finds the title on pages whose first heading, and
// own title, is the company's name.
func TestCompanyInTheFirstHeading(t *testing.T) {
	const sentence = "Orbit Freight flies cargo rovers between moons, and has done so for twenty years."
	for name, c := range map[string]struct{ page, want string }{
		"company": {`<title>Orbit Freight</title><h1>Orbit Freight</h1><main><h2>Rover Pilot, Mare Imbrium and Manager</h2><p>` + sentence + `</p>` + description + `</main>`,
			"Rover Pilot, Mare Imbrium and Manager"},
		"title": {`<title>Rover Pilot</title><h1>Rover Pilot</h1><main><h2>Orbit Freight</h2><p>` + sentence + `</p>` + description + `</main>`,
			"Rover Pilot"},
		"title that opens a sentence": {`<title>Rover Manager</title><h1>Rover Manager</h1><main><p>Rover Manager wanted for the dry lake beds of the far side.</p>` + description + `</main>`,
			"Rover Manager"},
	} {
		if x := HTML([]byte(c.page), Options{Strategies: []string{"content"}}); x.Posting.Title != c.want {
			t.Errorf("%s: title %q, want %q", name, x.Posting.Title, c.want)
		}
	}
}
