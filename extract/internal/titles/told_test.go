package titles

import (
	"testing"

	"rolecall/extract/internal/line"
)

// A sentence tells the title where it is said to the reader, or sought.
func TestTold(t *testing.T) {
	for text, want := range map[string]string{
		"Orbit flies rovers. As a Rover Pilot at Orbit, you will fly them home.":                                         "Rover Pilot",
		"As our next Head of Rover Operations, you lead the far side.":                                                   "Head of Rover Operations",
		"We are looking for a strong, talented senior rover pilot who flies by night.":                                   "Senior Rover Pilot",
		"Orbit is seeking a passionate and self-starting rover pilot. As a Senior Rover Pilot at Orbit, you will fly.":   "Senior Rover Pilot",
		"We're hiring an execution-focused Technical Rover Manager to join the crew.":                                    "Technical Rover Manager",
		"So we are hiring a Rover Pilot, our first, and this page is all there is to say.":                               "Rover Pilot",
		"Lunar Works needs a night rover pilot, twenty hours a week.":                                                    "Night Rover Pilot",
		"We are in search of a technically strong data engineer for the far side.":                                       "Data Engineer",
		"Orbit is looking for a detail oriented, highly motivated **Rover Pilot** - come and fly.":                       "Rover Pilot",
		"About us\n\nWe fly.\n\nWe are looking for a director of rover operations with years of experience on the moon.": "Director of Rover Operations",

		"We are looking for a pilot who flies by night and by day.":               "", // one word says too little
		"As a valued member of our crew, you will fly.":                           "",
		"As a key partner to the pilots of Orbit, you will help them fly.":        "",
		"As a Rover Pilot, Sam has flown every rover of the fleet.":               "", // not said to the reader
		"As a rover pilot you trust, I fly home.":                                 "", // not written as a title
		"We are looking for a rover pilot, flight engineer, and others who fly.":  "", // several
		"We are looking for a technical leader who takes pilots to the far side.": "",
		"You work with a Rover Pilot and report to the Flight Manager.":           "",
		"": "",
	} {
		if got := Told(line.Parse(text)); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// What is said far below tells no title: other jobs are named there.
func TestToldOnTop(t *testing.T) {
	text := ""
	for range toldLines {
		text += "You bring every rover of the fleet home.\n"
	}
	if got := Told(line.Parse(text + "We are looking for a senior rover pilot.")); got != "" {
		t.Error(got)
	}
}
