package titles

import (
	"strings"
	"testing"

	"rolecall/extract/internal/line"
	"rolecall/extract/internal/tables"
)

// The file is sound, and what is not is refused with its list.
func TestWording(t *testing.T) {
	if _, err := load(tables.Builtin.Titles); err != nil {
		t.Error(err)
	}
	for want, spoil := range map[string]func(*tables.TitleFile){
		`labels: "Job Title" is not normalised, want "job title"`: func(f *tables.TitleFile) { f.Labels = []string{"Job Title"} },
		`leads: "apply for" stands twice`:                         func(f *tables.TitleFile) { f.Leads = []string{"apply for", "apply for"} },
		`occupations is empty`:                                    func(f *tables.TitleFile) { f.Occupations = nil },
	} {
		f := tables.Builtin.Titles
		spoil(&f)
		if _, err := load(f); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
}

// Every label and every word that stands around titles is cleared away.
func TestClean(t *testing.T) {
	f := tables.Builtin.Titles
	for _, label := range append(append([]string{}, f.Labels...), f.Announces...) {
		for _, mark := range []string{": ", ":", " - ", " | ", " : "} {
			if got := Clean(strings.ToUpper(label) + mark + "Rover Pilot"); got != "Rover Pilot" {
				t.Errorf("%s%sRover Pilot: %q", label, mark, got)
			}
		}
	}
	for _, call := range f.Calls {
		for _, s := range []string{call + ": Rover Pilot", call + "! A Rover Pilot", strings.ReplaceAll(call, "'", "’") + " – an Rover Pilot"} {
			if got := Clean(s); got != "Rover Pilot" {
				t.Errorf("%s: %q", s, got)
			}
		}
	}
	for _, lead := range f.Leads {
		if got := Clean(lead + " Rover Pilot"); got != "Rover Pilot" {
			t.Errorf("%s: %q", lead, got)
		}
	}
	for _, trail := range f.Trails {
		for _, mark := range []string{" ", " - ", ": "} {
			if got := Clean("Rover Pilot" + mark + trail); got != "Rover Pilot" {
				t.Errorf("%s%s: %q", mark, trail, got)
			}
		}
	}
	for in, want := range map[string]string{
		"Rover Pilot (5+ years of experience)": "Rover Pilot", "Rover Pilot, 3-5 yrs exp": "Rover Pilot", "Rover Pilot - (R-2041)": "Rover Pilot", "Rover Pilot!": "Rover Pilot",
		"Position: Job: Rover Pilot": "Rover Pilot", "Job description": "Job description", "Position:": "Position:", "Roles Analyst": "Roles Analyst", "Vacancy Clerk": "Vacancy Clerk",
		"JD - Rover Pilot": "Rover Pilot", "Urgent: Rover Pilot wanted": "Rover Pilot", "We're looking for a Rover Pilot": "Rover Pilot", "Join us as a Rover Pilot!": "Rover Pilot", "New! Rover Pilot": "New! Rover Pilot",
		"20418 - Rover Pilot": "20418 - Rover Pilot", "Rover Pilot (Req #48213)": "Rover Pilot (Req #48213)",
		"Hiring Manager": "Hiring Manager", "Job Coach": "Job Coach", "Position Analyst": "Position Analyst", "Reference Librarian": "Reference Librarian", "Wanted Poster Artist": "Wanted Poster Artist", "Opening Chef": "Opening Chef", "Rover Pilot - (far side)": "Rover Pilot - (far side)",
		"[Hiring] Rover Pilot for a small moon, remote, $60-72k": "Rover Pilot", "[Paid] Lunar Works looking for a rover pilot": "Lunar Works looking for a rover pilot",
		"Rover Pilot, €70k": "Rover Pilot", "Rover Pilot, Far Side, Remote": "Rover Pilot, Far Side", "Our first rover pilot": "rover pilot", "We need a rover pilot": "rover pilot",
		"Pilot for the Rover Team": "Pilot for the Rover Team", "Rover Pilot, 2nd Shift": "Rover Pilot, 2nd Shift",
	} {
		if got := Clean(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestOf(t *testing.T) {
	for in, want := range map[string]string{
		"Job title: Rover Pilot": "Rover Pilot", "Rover Pilot": "Rover Pilot",
		"Careers": "", "Job opening: Careers": "", "Apply now": "", "Similar jobs": "", "Requirements": "", "1234": "", "": "",
	} {
		if got := Of(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestLabelled(t *testing.T) {
	for _, label := range tables.Builtin.Titles.Labels {
		if got := Labelled(label + ":  Rover Pilot"); got != "Rover Pilot" {
			t.Errorf("%s: %q", label, got)
		}
		if !IsLabel(strings.ToUpper(label) + ":") {
			t.Errorf("%s is no label", label)
		}
	}
	for _, s := range []string{"Posting: Rover Pilot", "Rover Pilot", "Title: Careers", "Role: " + strings.Repeat("rover ", 15)} {
		if got := Labelled(s); got != "" {
			t.Errorf("%q: %q", s, got)
		}
	}
}

func TestNamesJob(t *testing.T) {
	for h, want := range map[string]bool{
		"rover pilot": true, "rover pilot houston us": true, "pm": true, "em": true, "pm t": true, "seismologist": true, "mondkoch m w d": true, "cuisinier lunaire h f": true, "raumfahrttechniker": true, "m w d": false,
		"meet pm": false, "pilot training": false, "why our pilots": false, "become a pilot": false, "join as a pilot": false, "pilot jobs": false, "moons": false, "": false,
		"pilot of the long rover of the far side of the second moon tonight": false,
	} {
		if got := NamesJob(h); got != want {
			t.Errorf("%q: %v", h, got)
		}
	}
}

func TestCutBesideEmployer(t *testing.T) {
	for in, want := range map[string][2]string{
		"Rover Pilot at Orbit Freight": {"Rover Pilot", "Orbit Freight"}, "Rover Pilot @ Orbit": {"Rover Pilot", "Orbit"}, "Pilot chez Orbit": {"Pilot", "Orbit"},
		"Rover Pilot at scale": {}, "Rover Pilot at Scale": {}, "Pilot at Chief Pilot": {}, "A day at Orbit": {},
	} {
		if title, company, _, _ := CutAt(in); title != want[0] || company != want[1] {
			t.Errorf("%q: %q, %q", in, title, company)
		}
	}
	for in, want := range map[string][2]string{
		"Orbit Freight: Rover Pilot": {"Rover Pilot", "Orbit Freight"}, "Engineering: Rover Pilot": {}, "Position: Rover Pilot": {}, "Chief Pilot: Rover Pilot": {}, "we fly: Rover Pilot": {},
	} {
		if company, title, _ := CutCompany(in); title != want[0] || company != want[1] {
			t.Errorf("%q: %q, %q", in, title, company)
		}
	}
	for in, want := range map[string][2]string{
		"orbit freight: Rover Pilot of Day and Night, far side": {"Rover Pilot of Day and Night, far side", "orbit freight"},
		"Operations: Rover Pilot":                               {}, "Job title: Rover Pilot": {}, "Pilots wanted: Moons": {},
	} {
		if company, title, _ := CutColon(in); title != want[0] || company != want[1] {
			t.Errorf("%q: %q, %q", in, title, company)
		}
	}
	for _, s := range []string{"Orbit Freight is hiring a Rover Pilot in Mare Imbrium", "Orbit Freight hiring Rover Pilot in Mare Imbrium", "Orbit Freight is looking for a Rover Pilot in Mare Imbrium!", "Orbit Freight is now hiring: Rover Pilot in Mare Imbrium", "Orbit Freight seeks our next Rover Pilot in Mare Imbrium"} {
		if company, title, place, ok := CutHiring(s); !ok || company != "Orbit Freight" || title != "Rover Pilot" || place != "Mare Imbrium" {
			t.Error(s, company, title, place, ok)
		}
	}
	for _, s := range []string{"We are hiring a Rover Pilot", "Why Orbit needs a Rover Pilot", "The Chief Pilot is looking for a Rover Pilot", "orbit is hiring a Rover Pilot", "Orbit is hiring on the moon"} {
		if company, title, _, ok := CutHiring(s); ok {
			t.Error(s, company, title)
		}
	}
	for _, s := range []string{"Rover Pilot at Orbit Freight in Mare Imbrium", "Rover Pilot @ Orbit Freight (Mare Imbrium)", "Rover Pilot at Orbit Freight | Mare Imbrium"} {
		if title, company, place, ok := CutAt(s); !ok || company != "Orbit Freight" || title != "Rover Pilot" || place != "Mare Imbrium" {
			t.Error(s, company, title, place, ok)
		}
	}
}

// A title is cleared of the employer's name where that is known.
func TestBare(t *testing.T) {
	for in, want := range map[string]string{
		"Rover Pilot | Orbit Freight": "Rover Pilot", "Rover Pilot at Orbit Freight": "Rover Pilot", "Orbit Freight: Rover Pilot": "Rover Pilot", "Orbit Freight - Rover Pilot": "Rover Pilot",
		"Orbit Freight is hiring a Rover Pilot": "Rover Pilot", "Rover Pilot, Orbit Freight": "Rover Pilot", "REQ-2041: Rover Pilot | ORBIT FREIGHT": "Rover Pilot",
		"Rover Pilot, Orbit Freight Cup": "Rover Pilot, Orbit Freight Cup", "Rover Pilot | Mare Imbrium": "Rover Pilot | Mare Imbrium", "Orbit Freight": "Orbit Freight",
	} {
		if got := Bare(in, "Orbit Freight"); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
	for in, want := range map[string]string{
		"🚀 Rover Pilot": "Rover Pilot", "[Remote] Rover Pilot": "Rover Pilot", "(Urgent) Rover Pilot": "Rover Pilot", "REQ-20418: Rover Pilot": "Rover Pilot", "R0012345 Rover Pilot": "Rover Pilot", "JR-001234 - Rover Pilot": "Rover Pilot",
		"== Rover Pilot ==": "Rover Pilot", "= Rover Pilot": "Rover Pilot", "=Rover+Pilot": "=Rover+Pilot",
		"#88 - Rover Pilot": "Rover Pilot", "Job ID 4711: Rover Pilot": "Rover Pilot", "Req. #A-204 | Rover Pilot": "Rover Pilot", "20418 - Rover Pilot": "Rover Pilot", "2026-117: Rover Pilot": "Rover Pilot", "JD - Rover Pilot": "Rover Pilot",
		"Urgent: Rover Pilot wanted": "Rover Pilot", "We're looking for a Rover Pilot": "Rover Pilot", "Join us as a Rover Pilot!": "Rover Pilot", "New! Rover Pilot": "New! Rover Pilot", "**Rover Pilot": "Rover Pilot",
		"3D Artist": "3D Artist", "5G Program Manager": "5G Program Manager", "2026 Graduate Pilot": "2026 Graduate Pilot", "2026 - Graduate Pilot": "2026 - Graduate Pilot", "911 Dispatcher": "911 Dispatcher", "B2B Product Manager": "B2B Product Manager",
		"M365 Consultant": "M365 Consultant", "SAP S/4HANA Consultant": "SAP S/4HANA Consultant", "(Senior) Rover Pilot": "(Senior) Rover Pilot", "C++ Developer": "C++ Developer", ".NET Developer": ".NET Developer", "L5: Rover Pilot": "L5: Rover Pilot",
		"Rover Pilot (Req #48213)": "Rover Pilot", "Rover Pilot [R-2041]": "Rover Pilot", "Rover Pilot - Job ID 4711": "Rover Pilot", "Rover Pilot, Req. A-204": "Rover Pilot", "Rover Pilot #20418": "Rover Pilot", "Rover Pilot #R-5581": "Rover Pilot", "Rover Pilot #CP2210": "Rover Pilot", "Rover Pilot #R2D2": "Rover Pilot #R2D2", "Rover Pilot # 2": "Rover Pilot # 2", "Rover Pilot | REQ20418": "Rover Pilot",
		"Job opening: Rover Pilot - 5+ yrs": "Rover Pilot", "REQ-20418: Job opening: Rover Pilot - 5+ yrs": "Rover Pilot", "Engineer (L5)": "Engineer (L5)", "Engineer (C3)": "Engineer (C3)", "Pilot, Apollo 11": "Pilot, Apollo 11", "Engineer - R2D2": "Engineer - R2D2",
		"Analyst (SQL)": "Analyst (SQL)", "Pilot (2nd shift)": "Pilot (2nd shift)", "Manager, Windows 365": "Manager, Windows 365",
	} {
		if got := Bare(in, ""); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestOfMany(t *testing.T) {
	for in, want := range map[string]bool{
		"Pilot jobs in Mare Imbrium | Orbit": true, "Open | 12 vacancies": true, "月球公司招聘": true, "Stellenangebote": true,
		"Rover Pilot job, far side jobs": false, "Rover Pilot | Orbit Jobs": false, "": false,
	} {
		if got := OfMany(in); got != want {
			t.Errorf("%q: %v", in, got)
		}
	}
	if !Several("multiple roles") || Several("multiple") || Several("rover pilot") {
		t.Error("several")
	}
	if !OfSite("orbit careers") || !OfSite("careers at orbit") || OfSite("rover pilot") {
		t.Error("a site")
	}
}

func TestOnTop(t *testing.T) {
	for _, c := range []struct {
		text, want string
	}{
		{"Orbit Freight\nTitle: Rover Pilot\n\nYou fly rovers.", "Rover Pilot"},
		{"Job description\n\n# Rover Pilot\nYou fly rovers.", "Rover Pilot"},
		{"Rover Pilot\n\nYou fly rovers between the moons.", "Rover Pilot"},
		{"Rover Pilot wanted for the dry lakes of the far side.\n\nYou fly rovers.", ""},
		{"We are looking for an experienced Rover Pilot\n\nYou fly rovers.", ""},
		{"Rover Pilot: https://example.com/jobs/1\n\nYou fly rovers.", ""},
		{"Rover Pilot, Houston, TX, US\n\nYou fly rovers.", "Rover Pilot, Houston, TX, US"},
		{"Orbit is hiring a Rover Pilot\n\nYou fly rovers.", "Orbit is hiring a Rover Pilot"},
		{"Rovers\n\nYou fly rovers.", ""},
		{"", ""},
	} {
		if got := OnTop(line.Parse(c.text)); got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
	lines := line.Parse("ROVER PILOT\nYou fly rovers.")
	if rest := Drop(lines, "Rover Pilot"); len(rest) != 1 || len(Drop(rest, "You fly rovers")) != 1 {
		t.Error("dropped", rest)
	}
}

func TestOfFile(t *testing.T) {
	for s, want := range map[string]bool{"JD_Rover_Pilot_v3.pdf": true, "rover.DOCX": true, "Rover Pilot, St. Ives": false, "Rover Pilot.": false, "Node.js Engineer": false, ".pdf": false, "": false} {
		if got := OfFile(s); got != want {
			t.Errorf("%q: %v", s, got)
		}
	}
}
