// Package tables is what people know of sites, interfaces, headings and the
// wording of pages, as the files of extract/data say it. Who uses a table
// compiles it.
package tables

//go:generate go run ./generate

import "rolecall/extract/internal/posting"

// A Dataset is what the tables in data/ say, which people edit. It is built in
// as Go, since to parse YAML takes longer than to read a page; it is compiled,
// a table at a time, when first needed.
type Dataset struct {
	Sections  SectionFile
	Words     PageWords
	Sites     SiteFile
	APIs      APIFile
	Genres    GenreFile
	Pasted    PastedFile
	Regions   RegionFile
	Titles    TitleFile
	Lines     LineFile
	Mail      MailFile
	State     StateFile
	Companies CompanyFile
	Signs     SignFile
}

// Must is for data that is part of the binary: a broken table is a bug that
// the tests catch, and must never be taken for an empty one.
func Must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// SectionFile is data/sections.yaml.
type SectionFile struct {
	Articles []string                      `yaml:"articles"`
	Alone    []string                      `yaml:"alone"`
	Kinds    map[posting.Kind]HeadingRules `yaml:"kinds"`
	Cues     map[posting.Kind][]string     `yaml:"cues"`
}

// HeadingRules is one kind's part of data/sections.yaml.
type HeadingRules struct {
	Exact  []string `yaml:"exact"`
	Starts []string `yaml:"starts"`
	Has    []string `yaml:"has"`
}

// PageWords is data/walls.yaml.
type PageWords struct {
	Walls map[string]WallWords `yaml:"walls"`

	Apply   []string `yaml:"apply"`
	Buttons []string `yaml:"buttons"`
	Stops   []string `yaml:"stops"`
	Signals []string `yaml:"signals"`

	Describes []string `yaml:"describes"`

	Deeds []string `yaml:"deeds"`
	Asks  []string `yaml:"asks"`
	Seeks []string `yaml:"seeks"`

	Acts   []string `yaml:"acts"`
	Traits []string `yaml:"traits"`
	Asked  []string `yaml:"asked"`
	Astray []string `yaml:"astray"`

	Offers       map[string][]string `yaml:"offers"`
	Applying     []string            `yaml:"applying"`
	Applications []string            `yaml:"applications"`
	Papers       []string            `yaml:"papers"`
	Unasked      []string            `yaml:"unasked"`
	Foot         []string            `yaml:"foot"`
	Cookies      []string            `yaml:"cookies"`
	Careers      []string            `yaml:"careers"`
	Presses      []string            `yaml:"presses"`
	Policies     []string            `yaml:"policies"`
	Terms        []string            `yaml:"terms"`
}

// WallWords are what the title and the text of such a page say.
type WallWords struct {
	Title []string `yaml:"title"`
	Text  []string `yaml:"text"`
}

// SiteFile is data/sites.yaml.
type SiteFile struct {
	Sites []SiteRow `yaml:"sites"`
}

// A SiteRow is one row of it.
type SiteRow struct {
	Site        string   `yaml:"site"`
	Hosts       []string `yaml:"hosts"`       // parts of host and path in the page's own address
	Marks       []string `yaml:"marks"`       // .class, #id, [data-x=value] that only this site has
	Title       string   `yaml:"title"`       // selectors
	Company     string   `yaml:"company"`     // selector, or a literal after "="
	Location    string   `yaml:"location"`    // selector
	Description string   `yaml:"description"` // selector; all matches in document order, nested ones once
	Remove      string   `yaml:"remove"`      // selector of what is no part of the description
}

// APIFile is data/apis.yaml.
type APIFile struct {
	Names  []string `yaml:"names"`
	Texts  []string `yaml:"texts"`
	Fields []string `yaml:"fields"`
	APIs   []APIRow `yaml:"apis"`
}

// An APIRow is one row of it.
type APIRow struct {
	API      string    `yaml:"api"`
	Generic  bool      `yaml:"generic"`
	Headed   bool      `yaml:"headed"`
	Marks    []string  `yaml:"marks"`
	ID       string    `yaml:"id"`
	Title    string    `yaml:"title"`
	Company  string    `yaml:"company"`
	Location string    `yaml:"location"`
	Date     string    `yaml:"date"`
	URL      string    `yaml:"url"`
	Parts    []APIPart `yaml:"parts"`
}

// An APIPart is a part of the description as it is written.
type APIPart struct {
	At      string `yaml:"at"`
	Heading string `yaml:"heading"`
	Titled  string `yaml:"titled"`
	Each    string `yaml:"each"`
	Items   bool   `yaml:"items"`
	Extra   bool   `yaml:"extra"`
}

// GenreFile is data/genres.yaml: how texts show themselves that speak of a job
// and are no posting.
type GenreFile struct {
	Resume resumeWords `yaml:"resume"`
	Letter letterWords `yaml:"letter"`
	Form   formWords   `yaml:"form"`
}

type resumeWords struct {
	Desks  []string `yaml:"desks"`
	Own    []string `yaml:"own"`
	Names  []string `yaml:"names"`
	Shared []string `yaml:"shared"`
	Verbs  []string `yaml:"verbs"`
}

type letterWords struct {
	Opens   []string `yaml:"opens"`
	Closes  []string `yaml:"closes"`
	Phrases []string `yaml:"phrases"`
}

type formWords struct {
	Fields []string `yaml:"fields"`
	Starts []string `yaml:"starts"`
}

// PastedFile is data/pasted.yaml.
type PastedFile struct {
	Company []string `yaml:"company"`
	Place   []string `yaml:"place"`
	Date    []string `yaml:"date"`
	URL     []string `yaml:"url"`
	Facts   []string `yaml:"facts"`
	Terms   []string `yaml:"terms"`
	GoesOn  []string `yaml:"goes-on"`
	Pay     []string `yaml:"pay"`
	Begins  []string `yaml:"begins"`
	Ends    []string `yaml:"ends"`
	Lines   []string `yaml:"lines"`
	Words   []string `yaml:"words"`
}

// RegionFile is data/regions.yaml.
type RegionFile struct {
	Holds map[string][]string `yaml:"holds"` // by the region's name, as in Is
	Is    map[string][]string `yaml:"is"`
	Bold  []string            `yaml:"bold"`
	Pre   []string            `yaml:"pre"`
	Tabs  []string            `yaml:"tabs"`
	Icons []string            `yaml:"icons"`
}

// TitleFile is data/titles.yaml.
type TitleFile struct {
	Labels      []string `yaml:"labels"`
	Announces   []string `yaml:"announces"`
	Calls       []string `yaml:"calls"`
	Leads       []string `yaml:"leads"`
	Asides      []string `yaml:"asides"`
	Forms       []string `yaml:"forms"`
	Trails      []string `yaml:"trails"`
	Numbered    []string `yaml:"numbered"`
	Several     []string `yaml:"several"`
	At          []string `yaml:"at"`
	Scales      []string `yaml:"scales"`
	Departments []string `yaml:"departments"`
	Pages       []string `yaml:"pages"`
	Sites       names    `yaml:"sites"`
	One         []string `yaml:"one"`
	Many        []string `yaml:"many"`
	Parts       []string `yaml:"parts"`
	Alone       []string `yaml:"alone"`
	About       []string `yaml:"about"`
	Headlines   []string `yaml:"headlines"`
	Told        told     `yaml:"told"`
	Occupations []string `yaml:"occupations"`
	Endings     []string `yaml:"endings"`
	Genders     []string `yaml:"genders"`
	Files       []string `yaml:"files"`
}

// told is how sentences tell a title.
type told struct {
	As     []string `yaml:"as"`
	Seeks  []string `yaml:"seeks"`
	Ends   []string `yaml:"ends"`
	Praise []string `yaml:"praise"`
	Vague  []string `yaml:"vague"`
}

// names are words that open or end a name.
type names struct {
	Opens []string `yaml:"opens"`
	Ends  []string `yaml:"ends"`
}

// LineFile is data/lines.yaml.
type LineFile struct {
	Compounds []string `yaml:"compounds"`
	English   []string `yaml:"english"`
	Others    []string `yaml:"others"`
}

// MailFile is data/mail.yaml.
type MailFile struct {
	Replies   []string `yaml:"replies"`
	Forwarded []string `yaml:"forwarded"`
	From      []string `yaml:"from"`
	Subject   []string `yaml:"subject"`
	Opens     []string `yaml:"opens"`
	Wrote     []string `yaml:"wrote"`
	Disclaims []string `yaml:"disclaims"`
}

// StateFile is data/state.yaml: keys of objects.
type StateFile struct {
	Title       []string    `yaml:"title"`
	Description []string    `yaml:"description"`
	Company     []string    `yaml:"company"`
	Location    []string    `yaml:"location"`
	Date        []string    `yaml:"date"`
	Parts       []statePart `yaml:"parts"`
}

type statePart struct {
	Key     string `yaml:"key"`
	Heading string `yaml:"heading"`
}

// CompanyFile is data/companies.yaml.
type CompanyFile struct {
	States []string `yaml:"states"`
	Opens  []string `yaml:"opens"`
	Ends   []string `yaml:"ends"`
	Sites  names    `yaml:"sites"`
	Speaks speaks   `yaml:"speaks"`
}

// speaks is how texts speak of a name.
type speaks struct {
	Inside []string `yaml:"inside"`
	Before []string `yaml:"before"`
	Behind []string `yaml:"behind"`
}

// SignFile is data/signs.yaml.
type SignFile struct {
	Enough    int    `yaml:"enough"`
	Asked     int    `yaml:"asked"`
	Suspected int    `yaml:"suspected"`
	Wavering  int    `yaml:"wavering"`
	Signs     []Sign `yaml:"signs"`

	Habits []string `yaml:"habits"`
	Blanks []string `yaml:"blanks"`
	Earned []string `yaml:"earned"`
}

// A Sign is one row of it.
type Sign struct {
	Name    string   `yaml:"sign"`
	Weight  int      `yaml:"weight"`
	Least   int      `yaml:"least"`
	More    int      `yaml:"more"`
	Offer   int      `yaml:"offer"`
	Doubt   int      `yaml:"doubt"`
	Weak    bool     `yaml:"weak"`
	Paths   []string `yaml:"paths"`
	Behind  []string `yaml:"behind"`
	Types   []string `yaml:"types"`
	Titles  []string `yaml:"titles"`
	Begins  []string `yaml:"begins"`
	Presses []string `yaml:"presses"`
	Heads   []string `yaml:"heads"`
	Says    []string `yaml:"says"`
	Measure string   `yaml:"measure"`
}
