package extract

import (
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"testing"
)

// asJSON writes a value as scripts hold it.
func asJSON(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(b)
}

// TestStateForms reads the same posting from the state of pages that show
// nothing of it.
func TestStateForms(t *testing.T) {
	job := asJSON(map[string]any{"job": map[string]any{"title": "Rover Pilot", "company": map[string]string{"name": "Orbit"}, "description": description}})
	text, title := asJSON(description), `"Rover Pilot"`
	flight := `0:["$","$L3",null,{"job":{"title":"Rover Pilot","company":{"name":"Orbit"},"description":"$2a"}}]` + "\n" +
		fmt.Sprintf("2a:T%x,%s", len(description), description) + `4:I["x",[]]` + "\n"
	half := len(flight) / 2
	turbo := `[{"_1":2},"loaderData",{"_3":4},"job",{"_5":6,"_7":8,"_9":10},"title",` + title + `,"description",` + text + `,"company",{"_11":12},"name","Orbit"]`
	literal := `{job:{title:"Rover Pilot",company:{name:'Orbit'},open:!0,since:new Date(0),size:void 0,tags:[1,-2.5e3,],description:` + text + `}}`
	for name, script := range map[string]string{
		"Next.js flight":    `self.__next_f.push([1,` + asJSON(flight[:half]) + `])</script><script>self.__next_f.push([1,` + asJSON(flight[half:]) + `])`,
		"Nuxt 3":            `[["Reactive",1],{"data":2},["ShallowReactive",3],{"job":4},{"title":5,"description":6,"company":7,"related":8,"date":9},` + title + `,` + text + `,{"name":10},[4],["Date","2026-01-02"],"Orbit"]`,
		"Nuxt 2":            `window.__NUXT__=(function(a,b){return {layout:"default",data:[{job:{title:a,company:{name:b},also:a,description:` + text + `}}]}}("Rover Pilot","Orbit"));`,
		"Nuxt 2, shared":    `window.__NUXT__=(function(a,b,c){return {data:[{job:{title:a,company:{name:b},description:c}}]}})("Rover Pilot","Orbit",` + text + `)`,
		"React Router":      `window.__reactRouterContext.streamController.enqueue(` + asJSON(turbo+"\n") + `);`,
		"promised":          `window.__reactRouterContext.streamController.enqueue("[{\"_1\":2},\"job\",[\"P\",2]]\n");</script><script>window.__reactRouterContext.streamController.enqueue(` + asJSON(`P2:[{"_4":5,"_6":7,"_8":9},"title",`+title+`,"description",`+text+`,"company","Orbit"]`+"\n") + `)`,
		"Remix":             `window.__remixContext = {"state":{"loaderData":{"routes/job":` + job + `}}};`,
		"Apollo":            `window.__APOLLO_STATE__={"Job:1":` + job + `,"ROOT_QUERY":{}};window.x=1`,
		"Redux":             `window.__PRELOADED_STATE__ = ` + job,
		"JSON in a string":  `window.__INITIAL_STATE__="` + strings.ReplaceAll(strings.ReplaceAll(job, `\`, `\\`), `"`, `\"`) + `"`,
		"JSON.parse":        `var s = JSON.parse('` + strings.NewReplacer(`\`, `\\`, `'`, `\'`).Replace(job) + `')`,
		"percent encoding":  `window.__DATA__ = JSON.parse(decodeURIComponent("` + url.PathEscape(job) + `"));`,
		"unquoted keys":     `window.state = ` + literal + `; start(window.state)`,
		"code in front":     `var f=function(a){return a={b:c(1)}};window.state=` + literal,
		"escapes in script": `window.state={job:{title:"\x52over \u{50}ilot",company:'Orb\u0069t',description:` + text + `}}`,
	} {
		t.Run(name, func(t *testing.T) {
			attrs := ""
			if strings.HasPrefix(script, "[") {
				attrs = ` type="application/json" id="__NUXT_DATA__"`
			}
			script = strings.NewReplacer("</p>", `\u003c/p>`).Replace(script) // as servers write it; the reading undoes it
			x := HTML([]byte(`<title>Orbit</title><div id="app"></div><script`+attrs+`>`+script+`</script>`), Options{Strategies: []string{"state"}})
			if !x.OK() {
				t.Fatalf("%s %s %v", x.Reason, x.Detail, x.Attempts)
			}
			p := x.Posting
			if p.Title != "Rover Pilot" || p.Company != "Orbit" {
				t.Errorf("title %q, company %q", p.Title, p.Company)
			}
			if !strings.HasPrefix(p.Text, "We drive rovers") || !strings.HasSuffix(p.Text, "A licence for radio.") {
				t.Errorf("text %q", p.Text)
			}
		})
	}
}

// TestStateThatRepeats reads state that is small and means much: each of these
// would take gigabytes or hours if it were taken at its word.
func TestStateThatRepeats(t *testing.T) {
	long := strings.Repeat("description of a day on the lake bed ", 30_000)
	many := func(n int, s string) string { return strings.TrimSuffix(strings.Repeat(s+",", n), ",") }
	for name, page := range map[string]string{
		"flight":   `<script>self.__next_f.push([1,` + asJSON(fmt.Sprintf("1:T%x,%s2:[%s]\n", len(long), long, many(20_000, `{"title":"Rover Pilot","description":"$1"}`))) + `])</script>`,
		"flat":     `<script id="__NUXT_DATA__">[[` + many(20_000, "1") + `],{"title":2,"description":3},"Rover Pilot",` + asJSON(long) + `,` + many(20_000, `{"title":2,"description":3}`) + `]</script>`,
		"circle":   `<script id="__NUXT_DATA__">[[1,1,1],[0,0,2],{"description":1,"title":0}]</script>`,
		"called":   `<script>window.__NUXT__=(function(a){return {data:[` + many(20_000, `{title:"Rover Pilot",description:a}`) + `]}}(` + asJSON(long) + `))</script>`,
		"deep":     `<script>description=` + strings.Repeat("{a:[", 100_000) + `</script>`,
		"in vain":  `<script>description` + strings.Repeat(`={a:'='`, 50_000) + `</script>`,
		"unending": `<script>description="` + strings.Repeat(`\"=\"`, 100_000) + `</script>`,
	} {
		t.Run(name, func(t *testing.T) {
			x := HTML([]byte(`<title>Orbit</title>`+page), Options{Strategies: []string{"state"}})
			if x.OK() {
				t.Errorf("read as a posting: %.80q", x.Posting.Text)
			}
		})
	}
}
