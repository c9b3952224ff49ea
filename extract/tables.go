package extract

//go:generate go test -run TestBuiltin -update

// A dataset is what the tables in data/ say, which people edit. It is built in
// as Go, since to parse YAML takes longer than to read a page; it is compiled,
// a table at a time, when first needed.
type dataset struct {
	sections sectionFile
	words    pageWords
	sites    siteFile
	apis     apiFile
	genres   genreFile
}

// must is for data that is part of the binary: a broken table is a bug that
// the tests catch, and must never be taken for an empty one.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// sectionFile is data/sections.yaml.
type sectionFile struct {
	Kinds map[Kind]headingRules `yaml:"kinds"`
	Cues  map[Kind][]string     `yaml:"cues"`
}

// headingRules is one kind's part of data/sections.yaml.
type headingRules struct {
	Exact  []string `yaml:"exact"`
	Starts []string `yaml:"starts"`
	Has    []string `yaml:"has"`
}

// pageWords is data/walls.yaml.
type pageWords struct {
	Walls map[string]wallWords `yaml:"walls"`

	Apply   []string `yaml:"apply"`
	Buttons []string `yaml:"buttons"`
	Stops   []string `yaml:"stops"`
	Signals []string `yaml:"signals"`

	Occupations []string `yaml:"occupations"`
	Describes   []string `yaml:"describes"`

	Deeds []string `yaml:"deeds"`
	Asks  []string `yaml:"asks"`
	Seeks []string `yaml:"seeks"`
}

// wallWords are what the title and the text of such a page say.
type wallWords struct {
	Title []string `yaml:"title"`
	Text  []string `yaml:"text"`
}

// siteFile is data/sites.yaml.
type siteFile struct {
	Sites []siteRow `yaml:"sites"`
}

// siteRow is one row of it.
type siteRow struct {
	Site        string   `yaml:"site"`
	Hosts       []string `yaml:"hosts"`       // parts of host and path in the page's own address
	Marks       []string `yaml:"marks"`       // .class, #id, [data-x=value] that only this site has
	Title       string   `yaml:"title"`       // selectors
	Company     string   `yaml:"company"`     // selector, or a literal after "="
	Location    string   `yaml:"location"`    // selector
	Description string   `yaml:"description"` // selector; all matches in document order, nested ones once
	Remove      string   `yaml:"remove"`      // selector of what is no part of the description
}

// apiFile is data/apis.yaml.
type apiFile struct {
	APIs []apiText `yaml:"apis"`
}

// apiText is a row as it is written.
type apiText struct {
	API      string    `yaml:"api"`
	Generic  bool      `yaml:"generic"`
	Marks    []string  `yaml:"marks"`
	ID       string    `yaml:"id"`
	Title    string    `yaml:"title"`
	Company  string    `yaml:"company"`
	Location string    `yaml:"location"`
	Date     string    `yaml:"date"`
	URL      string    `yaml:"url"`
	Parts    []apiPart `yaml:"parts"`
}

// apiPart is a part of the description as it is written.
type apiPart struct {
	At      string `yaml:"at"`
	Heading string `yaml:"heading"`
	Titled  string `yaml:"titled"`
	Each    string `yaml:"each"`
	Items   bool   `yaml:"items"`
}

// genreFile is data/genres.yaml: how texts show themselves that speak of a job
// and are no posting.
type genreFile struct {
	Resume resumeWords `yaml:"resume"`
	Letter letterWords `yaml:"letter"`
	Form   formWords   `yaml:"form"`
}

type resumeWords struct {
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
