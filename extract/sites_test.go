package extract

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"rolecall/extract/internal/webpage"
)

// sitePages are small pages, one for each row of data/sites.yaml, with the
// marks and the structure of the site. %D stands for the description; "canonical"
// pages are recognised by their address, the others by their marks.
var sitePages = map[string]struct{ address, body string }{
	"greenhouse":         {"", `<div class="job__title"><h1>Rover Pilot</h1><div class="job__location">Oslo</div></div><div class="job__description body">%D</div>`},
	"greenhouse-old":     {"https://boards.greenhouse.io/orbit/jobs/1", `<div id="app_body"><div id="header"><h1 class="app-title">Rover Pilot</h1><span class="company-name">Orbit</span></div><div id="content">%D</div><div id="application"><h2>Apply</h2></div></div>`},
	"lever":              {"", `<div class="posting-page"><div class="posting-headline"><h2>Rover Pilot</h2></div><div class="section-wrapper"><div class="section page-centered" data-qa="job-description">%D</div><div class="section page-centered last-section-apply">Apply</div></div></div>`},
	"ashby":              {"", `<h1 class="ashby-job-posting-heading">Rover Pilot</h1><div class="_descriptionText_14fib_201">%D</div>`},
	"workday":            {"", `<h1>Careers at Orbit</h1><h2 data-automation-id="jobPostingHeader">Rover Pilot</h2><div data-automation-id="jobPostingDescription">%D</div>`},
	"smartrecruiters":    {"", `<h1 class="job-title">Rover Pilot</h1><section id="st-jobDescription">%D</section>`},
	"icims":              {"", `<table><tr><td class="iCIMS_Header iCIMS_Header_JobTitle">Rover Pilot</td></tr><tr><td class="iCIMS_InfoMsg iCIMS_InfoMsg_Job">%D</td></tr></table>`},
	"taleo":              {"https://orbit.taleo.net/careersection/2/jobdetail.ftl", `<span class="titlepage">Rover Pilot</span><div class="editablesection">%D</div>`},
	"workable":           {"", `<h1 data-ui="job-title">Rover Pilot</h1><section data-ui="job-description">%D</section>`},
	"workable-old":       {"", `<h1>Rover Pilot</h1><p class="job-stamp__details">Oslo</p><main><section class="section section--text">%D</section></main>`},
	"bamboohr":           {"https://orbit.bamboohr.com/careers/12", `<h2>Rover Pilot</h2><div class="BambooRichText">%D</div>`},
	"jobvite":            {"", `<h1>Orbit Careers</h1><h2 class="jv-header">Rover Pilot</h2><div class="jv-job-detail-description">%D</div>`},
	"teamtailor":         {"https://orbit.teamtailor.com/jobs/1", `<main data-controller="careersite--jobs--form-overlay"><h1>Rover Pilot</h1><section class="company-links"><div class="prose" data-controller="careersite--responsive-video">%D</div></section></main>`},
	"personio":           {"https://orbit.jobs.personio.de/job/1", `<h1>Rover Pilot</h1><div class="job-ad-details">%D</div>`},
	"recruitee":          {"https://orbit.recruitee.com/o/rover", `<h1>Rover Pilot</h1><div data-testid="offer-tab-content-details">%D</div>`},
	"successfactors":     {"", `<h1><span data-careersite-propertyid="title">Rover Pilot</span></h1><span data-careersite-propertyid="description"><span class="jobdescription">%D</span></span>`},
	"phenom":             {"", `<div data-ph-at-id="job-header"><div class="job-info"><h1 class="job-title">Rover Pilot</h1></div></div><div data-ph-at-id="jobdescription-text">%D</div>`},
	"avature":            {"https://orbit.avature.net/careers/JobDetail/1", `<h1>Orbit</h1><h2 class="banner__text__title">Rover Pilot</h2><article class="article article--details"><div class="article__content">%D</div></article>`},
	"ukg":                {"", `<h1>Orbit</h1><span data-automation="opportunity-title">Rover Pilot</span><div data-automation="job-description">%D</div>`},
	"oracle":             {"", `<h1 class="job-details__title">Rover Pilot</h1><div class="job-details__description-content">%D</div>`},
	"eightfold":          {"", `<h1 class="position-title">Rover Pilot</h1><div class="position-job-description">%D</div>`},
	"breezy":             {"https://orbit.breezy.hr/p/1", `<div class="banner"><h1>Rover Pilot</h1></div><div class="description">%D</div>`},
	"jazzhr":             {"https://orbit.applytojob.com/apply/1", `<div class="job-header"><h1>Rover Pilot</h1></div><div id="job-description">%D</div>`},
	"rippling":           {"", `<h2>Rover Pilot</h2><div class="ATS_htmlPreview">%D</div>`},
	"dover":              {"https://app.dover.com/apply/orbit/1", `<h1>Rover Pilot</h1><div class="markdown">%D</div>`},
	"gem":                {"https://jobs.gem.com/orbit/1", `<h1>Rover Pilot</h1><div class="jobDescription_a1">%D</div>`},
	"pinpoint":           {"https://orbit.pinpointhq.com/postings/1", `<h1>Rover Pilot</h1><div class="external-panel__body">%D</div>`},
	"linkedin-guest":     {"", `<h2 class="top-card-layout__title">Rover Pilot</h2><a class="topcard__org-name-link">Orbit</a><div class="description__text"><section><div class="show-more-less-html__markup">%D</div></section></div>`},
	"linkedin-2026":      {"", `<div data-sdui-component="x.topCard"><p><a href="/company/orbit/life">Orbit</a></p><p>Rover Pilot</p><p>Baker · 1 day ago</p></div><div data-sdui-component="x.aboutTheJob"><h2>About the job</h2><p><span data-testid="expandable-text-box">%D</span></p></div>`},
	"linkedin":           {"", `<h1 class="job-details-jobs-unified-top-card__job-title">Rover Pilot</h1><div id="job-details">%D</div>`},
	"indeed":             {"", `<h1 data-testid="jobsearch-JobInfoHeader-title"><span>Rover Pilot</span></h1><div id="jobDescriptionText">%D</div>`},
	"glassdoor":          {"", `<header data-test="job-details-header"><h4>Orbit</h4><h1 id="jd-job-title-1">Rover Pilot</h1></header><div class="JobDetails_jobDescription__x1">%D</div>`},
	"ziprecruiter":       {"", `<h1 class="job_title">Rover Pilot</h1><div class="job_description">%D</div>`},
	"monster":            {"", `<h1 data-testid="jobTitle">Rover Pilot</h1><div data-testid="svx-description-container-inner">%D</div>`},
	"dice":               {"", `<h1 data-cy="jobTitle">Rover Pilot</h1><div data-testid="jobDescriptionHtml">%D</div>`},
	"wellfound":          {"", `<h1>Rover Pilot</h1><div data-test="JobDescription">%D</div>`},
	"ycombinator":        {"https://www.ycombinator.com/companies/orbit/jobs/1", `<h1 class="ycdc-section-title">Rover Pilot</h1><div class="prose">%D</div>`},
	"builtin":            {"https://builtin.com/job/rover-pilot/1", `<h1>Rover Pilot</h1><div id="job-post-body-1">%D</div>`},
	"seek":               {"", `<h1 data-automation="job-detail-title">Rover Pilot</h1><div data-automation="jobAdDetails">%D</div>`},
	"reed":               {"https://www.reed.co.uk/jobs/rover-pilot/1", `<h1 data-qa="job-title">Rover Pilot</h1><div data-qa="job-description">%D</div>`},
	"amazon":             {"", `<h1 class="title">Rover Pilot</h1><div id="job-detail-body"><div class="content">%D</div></div>`},
	"google":             {"", `<h2 class="p1N2lc">Rover Pilot</h2><div class="KwJkGe">%D</div>`},
	"microsoft":          {"https://jobs.careers.microsoft.com/global/en/job/1", `<div class="SearchJobDetailsCard"><h1>Rover Pilot</h1><div class="fcUffXZZoGt8CJQd8GUl">%D</div></div>`},
	"apple":              {"https://jobs.apple.com/en-us/details/1", `<h1 id="jobdetails-postingtitle">Rover Pilot</h1><div id="jobdetails-jobdetails-jobdescription-content-row">%D</div>`},
	"meta":               {"https://www.metacareers.com/jobs/1", `<div class="_9ata">Rover Pilot</div><div class="_8muv">%D</div>`},
	"netflix":            {"https://jobs.netflix.com/jobs/1", `<h1>Rover Pilot</h1><div class="job-description">%D</div>`},
	"cv-library":         {"https://www.cv-library.co.uk/job/1", `<h1 class="job__title">Rover Pilot</h1><div class="job__description">%D</div>`},
	"totaljobs":          {"", `<h1 data-at="header-job-title">Rover Pilot</h1><div data-at="job-ad-content">%D</div>`},
	"attrax":             {"", `<div class="job-details__hero-inner"><h1>Rover Pilot</h1></div><div data-type="DescriptionWidget">%D</div>`},
	"hrsmart":            {"", `<h1>Menu</h1><div class="dtm-main-content"><h2>Rover Pilot</h2></div><div id="job_details_ats_requisition_description">%D</div>`},
	"silkroad":           {"", `<div id="jobTitleDiv">Rover Pilot</div><div id="jobDesciptionDiv">%D</div>`},
	"hh":                 {"", `<h1 data-qa="vacancy-title">Rover Pilot</h1><div data-qa="vacancy-description">%D</div>`},
	"jobplanet":          {"", `<h1 class="ttl">Rover Pilot</h1><div class="recruitment-detail__box"><p class="recruitment-detail__txt">%D</p></div>`},
	"talentclue":         {"", `<h1 class="job-page__header-title">Rover Pilot</h1><div class="job-description"><div class="description description-block"><div class="job-description__content">%D</div></div></div>`},
	"welcometothejungle": {"", `<h2>Rover Pilot</h2><div data-testid="job-section-description">%D</div>`},
	"naukri":             {"", `<h1>Rover Pilot</h1><div class="dang-inner-html">%D</div>`},
	"simplyhired":        {"", `<h2 data-testid="viewJobTitle">Rover Pilot</h2><div data-testid="viewJobBodyJobFullDescriptionContent">%D</div>`},
	"careerbuilder":      {"https://www.careerbuilder.com/job/1", `<h1>Rover Pilot</h1><div id="jdp_description">%D</div>`},
	"weworkremotely":     {"", `<h1>Rover Pilot</h1><div class="lis-container__job__content__description">%D</div>`},
	"gupy":               {"", `<h1>Rover Pilot</h1><div data-testid="text-section">%D</div>`},
	"workua":             {"https://www.work.ua/jobs/1/", `<h1 id="h1-name">Rover Pilot</h1><div id="job-description">%D</div>`},
	"wanted":             {"https://www.wanted.co.kr/wd/1", `<h1 class="JobHeader_JobHeader__PositionName__a">Rover Pilot</h1><div class="JobDescription_JobDescription__s2">%D</div>`},
	"civil-service-jobs": {"", `<h1 id="id_common_page_title_h1">Rover Pilot</h1><div class="vac_display_panel_main_inner">%D</div>`},
	"wp-job-openings":    {"", `<div class="awsm-job-single-wrap"><h1>Rover Pilot</h1><div class="awsm-job-entry-content">%D</div></div>`},
	"wp-job-manager":     {"", `<h1 class="entry-title">Rover Pilot</h1><div class="job_listing-description">%D</div>`},
	"description-id":     {"", `<h1>Rover Pilot</h1><div id="jobdescription">%D</div>`},
}

// siteVariants are pages of systems that show postings in more than one way.
var siteVariants = []struct{ site, address, body string }{
	{"indeed", "", `<h2 data-testid="vj-job-title">Rover Pilot</h2><div data-testid="company-info-metadata"><a>Orbit</a></div><div class="react-native-html-content">%D</div>`},
	{"eightfold", "", `<div id="pcsx"><h1 class="position-title-3k">Rover Pilot</h1><div id="job-description-container">%D</div></div>`},
	{"microsoft", "https://apply.careers.microsoft.com/careers/job/1", `<h1>Rover Pilot</h1><div id="job-description-container">%D</div>`},
	{"netflix", "https://explore.jobs.netflix.net/careers/job/1", `<h1 class="position-title">Rover Pilot</h1><div class="position-job-description">%D</div>`},
	{"successfactors", "https://career5.successfactors.eu/career", `<div class="pagetitle"><h1>Rover Pilot</h1></div><div class="joqReqDescription"><div class="externalPosting">%D</div></div>`},
	{"personio", "https://orbit.jobs.personio.com/job/1", `<h1 class="page_position__x job-position-title">Rover Pilot</h1><div class="jb-description-item">%D</div>`},
	{"reed", "", `<section data-qa="job-details-drawer-modal"><div data-qa="job-title">Rover Pilot</div><div class="job-details-drawer-modal_jobDescription__r4">%D</div></section>`},
	{"jazzhr", "", `<div class="job-header"><h2>Rover Pilot</h2><div id="resumator-job-employment">Full time</div></div><div id="job-description">%D</div>`},
	{"dice", "", `<h4>Orbit</h4><div data-testid="job-detail-header-card"><h1>Rover Pilot</h1></div><div data-testid="jobDescriptionHtml">%D</div>`},
}

// description is a posting's body written for the tests.
const description = `<p>We drive rovers over dry lake beds and need a pilot who keeps calm when the link drops for a minute.</p>
<h3>What you'll do</h3><ul><li>Plan each traverse with the science team.</li><li>Drive two rovers from the control room.</li><li>Write down what went wrong, and why.</li></ul>
<h3>Requirements</h3><ul><li>Three years of experience with remote vehicles.</li><li>A licence for radio.</li></ul>`

// wantSite reads a page by the row of a site.
func wantSite(t *testing.T, site, address, body string) {
	t.Helper()
	page := `<html><head><title>Orbit</title><link rel="canonical" href="` + address + `"></head><body><nav><a href="/">Home</a></nav>` +
		strings.Replace(body, "%D", description, 1) + `<aside><h2>Similar jobs</h2><p>Lander Pilot</p></aside></body></html>`
	x := HTML([]byte(page), Options{Strategies: []string{"site"}})
	if !x.OK() {
		t.Fatalf("%s %s %v", x.Reason, x.Detail, x.Attempts)
	}
	if got := x.Attempts[0].Why; got != site {
		t.Errorf("read by the row of %s", got)
	}
	if x.Posting.Title != "Rover Pilot" {
		t.Errorf("title %q", x.Posting.Title)
	}
	if !strings.HasPrefix(x.Posting.Text, "We drive rovers") || !strings.HasSuffix(x.Posting.Text, "A licence for radio.") {
		t.Errorf("text %q", x.Posting.Text)
	}
}

func TestSiteTable(t *testing.T) {
	for _, s := range webpage.SiteRows().Rows {
		t.Run(s.Site, func(t *testing.T) {
			c, ok := sitePages[s.Site]
			if !ok {
				t.Fatal("no page is written for this row")
			}
			wantSite(t, s.Site, c.address, c.body)
		})
	}
	for _, v := range siteVariants {
		t.Run(v.site+", another page", func(t *testing.T) { wantSite(t, v.site, v.address, v.body) })
	}
	if len(sitePages) != len(webpage.SiteRows().Rows) {
		t.Errorf("%d pages for %d rows", len(sitePages), len(webpage.SiteRows().Rows))
	}
}

// The parts of a description, under headings that no table knows.
var (
	opening = `<p>We drive rovers over dry lake beds and need a pilot who keeps calm when the link drops for a minute. The team is small, the days are long, and everybody takes a turn at the radio, in the workshop and at the stove.</p>`
	tasks   = `<h3>A day on the lake bed</h3><ul><li>Plan each traverse with the science team.</li><li>Drive two rovers from the control room.</li><li>Write down what went wrong, and why.</li></ul>`
	demands = `<h3>Whom we hope to meet</h3><ul><li>Three years of experience with remote vehicles.</li><li>Able to sleep in a tent for weeks.</li><li>A licence for radio.</li></ul>`
)

// TestSiteRowMatchesInPart changes the class of all blocks of a description but one, as
// sites do: the others must not be lost.
func TestSiteRowMatchesInPart(t *testing.T) {
	holder := regexp.MustCompile(`<(\w+)([^<>]*)>%D</\w+>`)
	layouts := map[string]string{
		"brothers":     `<$1$2>` + opening + `</$1><$1 class="k1">` + tasks + `</$1><$1 class="k1">` + demands + `</$1>`,
		"wrapped":      `<div><div class="w"><$1$2>` + opening + `</$1></div><div class="w"><div class="k1">` + tasks + `</div></div><div class="w"><div class="k1">` + demands + `</div></div></div>`,
		"in one block": `<$1$2>` + opening + `</$1><div class="k1">` + tasks + demands + `</div>`,
	}
	for _, site := range slices.Sorted(maps.Keys(sitePages)) {
		c := sitePages[site]
		for _, layout := range slices.Sorted(maps.Keys(layouts)) {
			if strings.Contains(c.body, ">%D</td>") && layout != "brothers" {
				continue // a row of a table has nothing but cells
			}
			body := holder.ReplaceAllString(c.body, layouts[layout])
			page := `<html><head><title>Rover Pilot - Orbit</title><link rel="canonical" href="` + c.address + `"></head><body><nav><a href="/">Home</a></nav>` +
				body + `<aside><h2>Similar jobs</h2><ul><li><a href="/2">Lander Pilot</a></li><li><a href="/3">Crane Operator</a></li></ul></aside></body></html>`
			x := HTML([]byte(page), Options{})
			if got := x.Posting.Text; !strings.HasPrefix(got, "We drive rovers") || !strings.Contains(got, "what went wrong") || !strings.HasSuffix(got, "A licence for radio.") {
				t.Errorf("%s, %s: %s %s, %q", site, layout, x.Posting.Strategy, x.Reason, got)
			}
		}
	}
}
