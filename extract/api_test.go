package extract

import (
	"encoding/json"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// jsonOf quotes a string for JSON.
func jsonOf(s string) string {
	b, _ := json.Marshal(s)
	return string(b)
}

// apiDocuments are small documents, one for each shape, that hold the posting
// of these tests. %H stands for its HTML, %E for the same escaped, %T for its
// text, %D and %R for duties and requirements alone.
var apiDocuments = map[string]string{
	"greenhouse job":   `{"id":41,"title":"%N","absolute_url":"https://boards.example.org/41","updated_at":"2026-01-02","location":{"name":"Oslo"},"company_name":"Orbit","content":%E}`,
	"greenhouse board": `{"jobs":[{"id":41,"title":"%N","absolute_url":"https://boards.example.org/41","updated_at":"2026-01-02","location":{"name":"Oslo"},"company_name":"Orbit","content":%E}],"meta":{"total":1}}`,
	"lever": `[{"id":"a-1","text":"%N","hostedUrl":"https://jobs.example.org/a-1","createdAt":1767312000000,"categories":{"location":"Oslo","team":"Rovers"},"description":"<div>%I</div>","descriptionPlain":"%I",
		"lists":[{"text":"What you will do","content":"%D"},{"text":"Requirements","content":"%R"}],"additional":""}]`,
	"ashby":           `{"apiVersion":"1","jobs":[{"id":"u-1","title":"%N","location":"Oslo","isListed":true,"publishedAt":"2026-01-02T00:00:00Z","jobUrl":"https://jobs.example.org/u-1","descriptionHtml":%H,"descriptionPlain":%T}]}`,
	"workday":         `{"jobPostingInfo":{"id":"w1","title":"%N","jobDescription":%H,"location":"Oslo","startDate":"2026-01-02","jobReqId":"R1","externalUrl":"https://example.org/w1"},"hiringOrganization":{"name":"Orbit","url":""},"similarJobs":[{"title":"Cook","externalPath":"/job/cook","postedOn":"Posted Today"}],"userAuthenticated":false}`,
	"smartrecruiters": `{"id":"s1","name":"%N","company":{"name":"Orbit"},"releasedDate":"2026-01-02","location":{"city":"Oslo"},"jobAd":{"sections":{"companyDescription":{"title":"Company Description","text":"<p>%I</p>"},"jobDescription":{"title":"What you will do","text":"<ul>%D</ul>"},"qualifications":{"title":"Requirements","text":"<ul>%R</ul>"},"additionalInformation":{"title":"Additional Information","text":""}}}}`,
	"recruitee":       `{"offers":[{"id":7,"title":"%N","company_name":"Orbit","location":"Oslo","published_at":"2026-01-02","careers_url":"https://example.org/o/7","description":"<p>%I</p><h3>What you will do</h3><ul>%D</ul>","requirements":"<ul>%R</ul>","translations":{"en":{"title":"%N","description":%H}}}]}`,
	"workable":        `{"id":"x","shortcode":"AB12","title":"%N","location":{"city":"Oslo"},"published":"2026-01-02","url":"https://example.org/j/AB12","description":"<p>%I</p><h3>What you will do</h3><ul>%D</ul>","requirements":"<ul>%R</ul>","benefits":""}`,
	"teamtailor feed": `{"version":"https://jsonfeed.org/version/1.1","title":"Orbit","items":[{"id":"t1","title":"%N","url":"https://example.org/t1","_jobposting":{"@context":"http://schema.org/","@type":"JobPosting","title":"%N","description":%H,"hiringOrganization":{"name":"Orbit"},"datePosted":"2026-01-02","jobLocation":{"address":{"addressLocality":"Oslo"}}}}]}`,
	"teamtailor api":  `{"data":[{"id":"9","type":"jobs","attributes":{"title":"%N","pitch":"","body":%H,"created-at":"2026-01-02"},"links":{"careersite-job-url":"https://example.org/9"}}]}`,
	"personio":        `<?xml version="1.0" encoding="UTF-8"?><workzag-jobs><position><id>3</id><subcompany>Orbit</subcompany><office>Oslo</office><name>%N</name><jobDescriptions><jobDescription><name>About us</name><value><![CDATA[<p>%I</p>]]></value></jobDescription><jobDescription><name>What you will do</name><value><![CDATA[<ul>%D</ul>]]></value></jobDescription><jobDescription><name>Requirements</name><value><![CDATA[<ul>%R</ul>]]></value></jobDescription></jobDescriptions><createdAt>2026-01-02</createdAt></position></workzag-jobs>`,
	"rss":             `<rss version="2.0"><channel><title>Jobs</title><item><title>%N</title><link>https://example.org/1</link><author>Orbit</author><pubDate>2026-01-02</pubDate><description><![CDATA[%h]]></description></item></channel></rss>`,
	"eightfold":       `{"domain":"example.org","positions":[{"id":11,"name":"%N","location":"Oslo","canonicalPositionUrl":"https://example.org/11","t_create":1767312000,"job_description":%H}]}`,
	"linkedin":        `{"data":{"title":"%N","jobPostingId":5,"jobPostingUrl":"https://example.org/5","formattedLocation":"Oslo","listedAt":1767312000000,"description":{"text":%G,"attributes":%A}},"included":[]}`,
	"hh":              `{"id":"h1","name":"%N","area":{"name":"Oslo"},"employer":{"name":"Orbit"},"alternate_url":"https://example.org/h1","published_at":"2026-01-02","key_skills":[],"description":%H}`,
	"generic":         `{"results":[{"hits":[{"objectID":"g1","jobTitle":"%N","company":"Orbit","jobDescription":%T,"locations":["Oslo"]}]}]}`,
	"JSON lines":      "{\"id\":1,\"job_title\":\"%N\",\"location\":\"Oslo\",\"description\":%T}\n{\"id\":2,\"job_title\":\"%N\",\"description\":%T}\n",
	"trailing comma":  `{"jobs":[{"id":41,"title":"%N","absolute_url":"https://boards.example.org/41","updated_at":"x","content":%E,},]}`,
	"guarded":         ")]}'\n" + `{"jobs":[{"id":41,"title":"%N","absolute_url":"https://boards.example.org/41","updated_at":"x","content":%E}]}`,
	"HTTP header":     "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n" + `{"id":41,"title":"%N","absolute_url":"https://boards.example.org/41","updated_at":"x","content":%E}`,
	"byte-order mark": "\ufeff" + `{"id":41,"title":"%N","absolute_url":"https://boards.example.org/41","updated_at":"x","content":%E}`,
}

// fillAPI puts the posting into a document.
func fillAPI(doc string) []byte {
	duties := "<li>Own the launch plan across four engineering teams</li><li>Track risks and dependencies, and report on them every week</li><li>Run the review after every incident</li>"
	needs := "<li>5+ years of experience in program management</li><li>Strong communication skills</li><li>A degree in engineering or equivalent experience</li>"
	glued, attributes := roverIntro+"\nWhat you will do\n", []string{}
	for _, part := range []string{duties, "Requirements\n", needs} {
		if !strings.HasPrefix(part, "<li>") {
			glued += part
			continue
		}
		for item := range strings.SplitSeq(strings.ReplaceAll(part, "</li>", ""), "<li>") {
			if item != "" {
				attributes = append(attributes, fmt.Sprintf(`{"start":%d,"length":%d,"type":{"$type":"com.linkedin.pemberly.text.ListItem"}}`, len(glued), len(item)))
				glued += item
			}
		}
	}
	return []byte(strings.NewReplacer("%N", roverTitle, "%I", roverIntro, "%D", duties, "%R", needs, "%H", jsonOf(roverHTML), "%h", roverHTML, "%E", jsonOf(html.EscapeString(roverHTML)),
		"%T", jsonOf(roverText), "%G", jsonOf(glued), "%A", "["+strings.Join(attributes, ",")+"]").Replace(doc))
}

func TestAPI(t *testing.T) {
	for name, doc := range apiDocuments {
		t.Run(name, func(t *testing.T) {
			all := Read("", fillAPI(doc), Options{})
			if want := 1 + strings.Count(name, "lines"); len(all) != want {
				t.Fatalf("%d extractions, want %d: %+v", len(all), want, all)
			}
			wantRover(t, all[0], "api")
			p := all[0].Posting
			if strings.Contains(doc, "Oslo") && p.Location != "Oslo" {
				t.Errorf("location %q", p.Location)
			}
			if strings.Contains(doc, "Orbit") && p.Company != "Orbit" {
				t.Errorf("company %q", p.Company)
			}
			if (strings.Contains(doc, "2026-01-02") || strings.Contains(doc, "1767312000")) && !strings.HasPrefix(p.Date, "2026-01-02") {
				t.Errorf("date %q", p.Date)
			}
		})
	}
}

// Browsers save JSON as the page on which they showed it.
func TestSavedAPI(t *testing.T) {
	data := string(fillAPI(apiDocuments["lever"]))
	escaped := html.EscapeString(data)
	token := strings.NewReplacer("[{", `<span class="p">[</span><span class="p">{</span>`, "}]", `<span class="p">}</span><span class="p">]</span>`).Replace(escaped)
	for name, page := range map[string]string{
		"a pre element":  "<html><head></head><body><pre>" + escaped + "</pre></body></html>",
		"Firefox":        `<!DOCTYPE html><html platform="linux"><head><meta charset="utf-8"><title>a.json</title><style>a{b:c}</style></head><body><div id="content"><div id="json">` + escaped + `</div></div><script src="v.js"></script></body></html>`,
		"its toolbar":    `<html><head></head><body><ul><li>JSON</li><li>Raw Data</li><li>Headers</li></ul><button>Save</button><button>Copy</button><pre class="data">` + escaped + `</pre></body></html>`,
		"Chrome":         `<html><head><meta name="color-scheme" content="light dark"></head><body><div class="json-formatter-container"><label>Pretty-print <input type="checkbox"></label></div><pre>` + escaped + `</pre></body></html>`,
		"not escaped":    "<html><head></head><body><pre>" + data + "</pre></body></html>",
		"a text area":    "<html><body><script>var a = {};</script><textarea readonly>" + escaped + "</textarea></body></html>",
		"of a formatter": "<html><head></head><body><pre><code>" + token + "</code></pre></body></html>",
	} {
		if all := Read("", []byte(page), Options{}); len(all) != 1 || all[0].Posting.Strategy != "api" || all[0].Posting.Title != roverTitle {
			t.Errorf("%s: %+v", name, all)
		}
	}
	long := "<html><body><script>[{\"a\": \"" + strings.Repeat("b", 8<<10) + "\"}]</script><h1>" + roverTitle + "</h1>" + roverHTML
	if x := Read("", []byte(long), Options{})[0]; x.Posting.Title != roverTitle {
		t.Errorf("a long script: %+v", x)
	}
	page := "<html><head></head><body><h1>" + roverTitle + "</h1>" + roverHTML + "<p>Send us this:</p><pre>{&quot;name&quot;: &quot;you&quot;}</pre></body></html>"
	if x := Read("", []byte(page), Options{})[0]; x.Posting.Title != roverTitle || x.Posting.Strategy == "api" {
		t.Errorf("a page with data in it: %+v", x)
	}
}

// A list of duties without a text in front has its name as its heading.
func TestAPIPartsAlone(t *testing.T) {
	x := Read("", []byte(`{"openings":[{"jobTitle":"Rover Pilot","responsibilities":["Drive two rovers over the dry lakes of the far side.","Plan each traverse with the crews.","Write down what you saw."],"qualifications":["Three years of driving rovers on the moon.","Good eyes, a calm voice and patience with radios that drop."]}]}`), Options{})[0]
	if got := outline(x.Posting); got != "duties: Responsibilities\nrequirements: Requirements" {
		t.Error(got, x.Detail)
	}
}

// The name of an employer stands once, beside its list of jobs.
func TestAPIEmployers(t *testing.T) {
	job := `{"job_id":1,"job_title":"` + roverTitle + `","job_url":"https://example.org/1","job_description":` + jsonOf(roverText) + `}`
	all := Read("", []byte(`{"companies":[{"name":"Orbit","positions":[`+job+`]},{"name":"Chief Pilot","positions":[`+job+`]},{"name":"Dust","positions":[`+job+`]}]}`), Options{})
	var got []string
	for _, x := range all {
		got = append(got, x.Posting.Company)
	}
	if want := []string{"Orbit", "", "Dust"}; fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestAPIMembers(t *testing.T) {
	job := func(id, text string) string {
		return fmt.Sprintf(`{"id":%s,"title":"%s","absolute_url":"https://example.org/1","updated_at":"x","content":%s}`, id, roverTitle, text)
	}
	full := jsonOf(html.EscapeString(roverHTML))
	all := Read("", []byte(`{"jobs":[`+job("7", full)+","+job("7", full)+","+job("null", full)+","+job("8", `""`)+`]}`), Options{})
	var got []string
	for _, x := range all {
		got = append(got, x.Member+" "+string(x.Reason))
	}
	if want := "[7  7#2  2  8 not-a-posting]"; fmt.Sprint(got) != want {
		t.Errorf("%q, want %q", fmt.Sprint(got), want)
	}
}

func TestAPIRefusals(t *testing.T) {
	for name, c := range map[string]struct {
		data string
		want Reason
		says string
	}{
		"list":         {`{"jobs":[{"id":1,"title":"Cook","absolute_url":"https://e.org/1","updated_at":"x"},{"id":2,"title":"Baker","absolute_url":"https://e.org/2","updated_at":"x"}]}`, List, "2 jobs without descriptions"},
		"search":       {`{"total":1,"jobPostings":[{"title":"Pilot","externalPath":"/job/1","postedOn":"Posted Today"}]}`, List, "1 job without"},
		"one":          {`{"id":1,"title":"Cook","absolute_url":"https://e.org/1","updated_at":"x"}`, NotAPosting, "without a description"},
		"settings":     {`{"name":"tool","version":"1.0","description":"a tool","dependencies":{"a":"1"}}`, NotAPosting, "without a job posting"},
		"empty":        {`{}`, NotAPosting, ""},
		"numbers":      {`[[1,2],[3,4]]`, NotAPosting, ""},
		"broken":       {`{"jobs":[{"id":1,`, Malformed, "cannot be read"},
		"news":         {`{"title":"Rovers land on the moon","author":"Ann","content":` + jsonOf(strings.Repeat("The rover landed softly in the dust of the crater, and all cheered. ", 20)) + `}`, NotAPosting, ""},
		"drawing":      {`<?xml version="1.0"?><svg><text>` + strings.Repeat("lines ", 60) + `</text></svg>`, NotAPosting, "XML"},
		"broken feed":  {`<rss><channel><item><title>Cook</ti`, Malformed, "XML"},
		"deep":         {strings.Repeat("[", 100_000), TooComplex, "nested"},
		"deep objects": {strings.Repeat(`{"a":`, 100_000), TooComplex, "nested"},
		"deep feed":    {"<rss>" + strings.Repeat("<a>", 100_000), TooComplex, "deep"},
	} {
		x := Read("", []byte(c.data), Options{})[0]
		if x.Reason != c.want || !strings.Contains(x.Detail, c.says) {
			t.Errorf("%s: %q %s, want %q", name, x.Reason, x.Detail, c.want)
		}
	}
}

// TestSharedAPI says what each document of real interfaces gives.
func TestSharedAPI(t *testing.T) {
	want := map[string]string{
		"indeed_sample_file":           "list",
		"greenhouse_boards_list":       "list",
		"linkedin_voyager_detail_rich": "1",
		"hh_ru_vacancies_doc":          "not-a-posting",
		"vietnamworks_one_job":         "1",
		"eightfold_jobs":               "list",
		"lever_postings_api":           "2",
		"personio_feed":                "list",
		"recruitee_offers":             "2",
		"teamtailor_jsonfeed":          "list",
		"workday_cxs_search":           "list",
	}
	files, _ := filepath.Glob("../../shared/pages/api/*")
	if len(files) == 0 {
		t.Skip("../shared/pages/api is absent")
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all := Read(filepath.Base(file), data, Options{})
		got := fmt.Sprint(len(all))
		for _, x := range all {
			if !x.OK() {
				got = string(x.Reason)
			}
			t.Logf("%.60s: %s %q %s %s, %d bytes, %d sections", filepath.Base(file), x.Member, x.Posting.Title, x.Reason, x.Detail, len(x.Posting.Text), len(x.Posting.Sections))
		}
		for name, w := range want {
			if strings.Contains(file, name) && got != w {
				t.Errorf("%s: %s, want %s", filepath.Base(file), got, w)
			}
		}
	}
}
