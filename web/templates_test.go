package web

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"shortlist/prep"
	"shortlist/scorer"
)

// samples are pages with all that their templates can show, and with nothing.
func samples() []view {
	b := base{
		Title: "Title", Description: "About it", Nav: "check", NoIndex: true, Version: "v1.2.3",
		Address: "https://shortlist.example.com/x", Structured: []any{crumbList{schemaOrg, "BreadcrumbList", nil}},
	}
	f := uploadForm{form: form{Role: "backend", Job: "We use Kafka."}, Action: "/check", Roles: []roleOption{{"backend", "Backend engineer", true}}, LimitMB: 10, Kept: "1 hour"}
	q, role := fullQuestion(), fullRole()
	full, empty := newReportPage(fullReport(), fullLinks()), newReportPage(emptyReport(), prep.Links{})
	full.base, full.ID, full.Expires = b, "AAAA", "15:42"
	full.Form, full.Sheets = uploadForm{Action: "/report/AAAA/check", LimitMB: 10}, newSheets(fullReport(), "/report/AAAA", true)
	full.Changes = newChanges(fullComparison())
	full.Better = &betterRole{"data", "Data engineer", "It shows more of it.", []signalRow{{full.Families[0].Found[0].Signal, tag{"shown", "good"}, full.Families[0].Found[0].Quotes}}}
	hits := []searchHit{{prep.SearchHit{Question: q, Where: "Framework", Snippet: []prep.Fragment{{Text: "the "}, {Text: "impact", Hit: true}}}, "Backend engineer"}}
	return []view{
		{name: "home", data: homePage{base: b, Form: f, Deleted: true, Posting: "Backend Engineer", Prep: []prep.RolePage{role}}},
		{name: "home", data: homePage{}},
		{name: "report", data: full},
		{name: "report", data: empty},
		{name: "machine-view", data: machinePage{base: b, ID: "AAAA", Machine: full.Machine}},
		{name: "machine-view", data: machinePage{Sample: true}},
		{name: "lines", data: fullLines(b)},
		{name: "lines", data: linesPage{}},
		{name: "prep-sheet", data: prepSheetPage{base: b, ID: "AAAA", Person: "Maya Lindqvist", Role: "Backend engineer", Questions: []sheetQuestion{
			{q, "Why.", levelTag(scorer.Shown), "Cut p99 of checkout"}, {Question: q, Why: "Every loop may ask it."},
		}}},
		{name: "prep-sheet", data: prepSheetPage{}},
		{name: "how-it-works", data: howPage{base: b, Kept: "1 hour", Scheme: scorer.Scheme{
			Categories: []scorer.CategoryScheme{{ID: "structure", Label: "Is it all there", Max: 20, Checks: []scorer.CheckScheme{{ID: "dates", Title: "Dates", Help: "Why.", Max: 2, Warn: 1}}}, {ID: "evidence", Label: "Evidence", Max: 40}},
			Roles:      []scorer.RoleScheme{{Role: scorer.Role{ID: "data", Name: "data"}, Families: []scorer.FamilyScheme{{Label: "Data stores", Max: 5, Counted: 3, Signals: []string{"Caching"}}}}},
			Levels:     []scorer.LevelScheme{{Level: scorer.Absent}, {Level: scorer.Measured, Percent: 100}}, Grades: []scorer.GradeScheme{{From: 80, Meaning: "Ready."}},
		}}},
		{name: "how-it-works", data: howPage{}},
		{name: "role", data: rolePage{base: b, Role: role, Label: "Backend engineer", Jobs: 2, Similar: []roleSummary{{role, "Backend engineer"}}}},
		{name: "role", data: rolePage{}},
		{name: "roles", data: rolesPage{base: b, Roles: []roleSummary{{role, "Backend engineer"}}, Jobs: true}},
		{name: "roles", data: rolesPage{}},
		{name: "question", data: questionPage{base: b, Question: q, Label: "Backend engineer", Signals: []string{"Incidents", "Reliability targets"}, Others: []roleSummary{{role, "Backend engineer"}}, Previous: &q, Next: &q, Said: "I did.", Answer: fullAnswer(q)}},
		{name: "question", data: questionPage{}},
		{name: "open-jobs", data: fullOpenJobs(b)},
		{name: "open-jobs", data: openJobsPage{Any: true, Path: "/open-jobs"}},
		{name: "open-jobs", data: openJobsPage{}},
		{name: "search", data: searchPage{base: b, Query: "impact", Hits: hits}},
		{name: "search", data: searchPage{base: b, Query: "nothing"}},
		{name: "search", data: searchPage{}},
		{name: "examples", data: examplesPage{base: b, Roles: fullRoleExamples()}},
		{name: "examples", data: examplesPage{}},
		{name: "example", data: fullExamplePage(b, q)},
		{name: "example", data: exampleRolePage{}},
		{name: "error", data: errorPage{base: b, Status: 422, Detail: "Detail.", Fix: "Fix.", Form: &f}},
		{name: "error", data: errorPage{}},
		{name: "styleguide", data: newGuidePage(f, q)},
	}
}

func renderSample(t *testing.T, ts templates, v view) string {
	t.Helper()
	var buf bytes.Buffer
	if err := ts[v.name].ExecuteTemplate(&buf, "base", v.data); err != nil {
		t.Fatalf("%s: %v", v.name, err)
	}
	return buf.String()
}

func testTemplates(t *testing.T) templates {
	t.Helper()
	a, err := loadAssets()
	if err != nil {
		t.Fatal(err)
	}
	ts, err := parseTemplates(a)
	if err != nil {
		t.Fatal(err)
	}
	return ts
}

func TestTemplates(t *testing.T) {
	ts := testTemplates(t)
	shown := map[string]bool{}
	for _, v := range samples() {
		shown[v.name] = true
		checkMarkup(t, v.name, renderSample(t, ts, v))
	}
	for _, name := range pages {
		if !shown[name] {
			t.Errorf("no sample of the template %s", name)
		}
	}
}

// pointer is what a struct printed whole shows.
var pointer = regexp.MustCompile(`0x[0-9a-f]{6,}|\[\]}`)

var void = []string{"meta", "link", "input", "br", "img", "hr"}

// checkMarkup checks what must hold for every page: balanced tags, one h1, ids
// given once, targets within the page that exist, labels, and nothing inline
// that the policy forbids.
func checkMarkup(t *testing.T, name, page string) {
	t.Helper()
	var open []string
	var targets, labelled, fields []string
	ids := map[string]bool{}
	headings := 0
	z := html.NewTokenizer(strings.NewReader(page))
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		tok := z.Token()
		switch kind {
		case html.EndTagToken:
			if len(open) == 0 || open[len(open)-1] != tok.Data {
				t.Fatalf("%s: </%s> closes %v", name, tok.Data, open)
			}
			open = open[:len(open)-1]
			continue
		case html.StartTagToken:
			if !slices.Contains(void, tok.Data) {
				open = append(open, tok.Data)
			}
		case html.TextToken:
			if pointer.MatchString(tok.Data) || strings.Contains(tok.Data, "ZgotmplZ") || strings.Contains(tok.Data, "<no value>") {
				t.Errorf("%s: a value that is no text: %q", name, tok.Data)
			}
		}
		if tok.Data == "h1" {
			headings++
		}
		data := slices.Contains(tok.Attr, html.Attribute{Key: "type", Val: "application/ld+json"}) // never run
		ours := strings.HasPrefix(attribute(tok, "src"), "/static/")
		if kind == html.StartTagToken && tok.Data == "script" && !data && !ours || tok.Data == "style" {
			t.Errorf("%s: a <%s> that the policy forbids", name, tok.Data)
		}
		for _, a := range tok.Attr {
			switch {
			case a.Key == "style" || strings.HasPrefix(a.Key, "on"):
				t.Errorf("%s: attribute %s that the policy forbids", name, a.Key)
			case a.Key == "id":
				if ids[a.Val] {
					t.Errorf("%s: id %q is given twice", name, a.Val)
				}
				ids[a.Val] = true
				if slices.Contains([]string{"input", "select", "textarea"}, tok.Data) {
					fields = append(fields, a.Val)
				}
			case a.Key == "href" && strings.HasPrefix(a.Val, "#"):
				targets = append(targets, a.Val[1:])
			case a.Key == "aria-labelledby" || a.Key == "aria-describedby":
				targets = append(targets, a.Val)
			case a.Key == "for":
				labelled = append(labelled, a.Val)
			}
		}
	}
	if len(open) > 0 {
		t.Errorf("%s: never closed: %v", name, open)
	}
	if headings != 1 {
		t.Errorf("%s: %d headings h1", name, headings)
	}
	for _, id := range targets {
		if !ids[id] {
			t.Errorf("%s: nothing has the id %q that is referred to", name, id)
		}
	}
	for _, id := range fields {
		if !slices.Contains(labelled, id) {
			t.Errorf("%s: the field %q has no label", name, id)
		}
	}
}

// attribute returns the value of an attribute; "" if there is none.
func attribute(tok html.Token, key string) string {
	for _, a := range tok.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// The bars of the ledger stand in columns as wide as the points of their
// categories, which the style sheet has to know.
func TestLedgerColumns(t *testing.T) {
	css, err := staticFS.ReadFile("static/style.css")
	if err != nil {
		t.Fatal(err)
	}
	var columns string
	for i, c := range fullReport().Categories {
		if i > 0 {
			columns += " "
		}
		columns += points(c.Max) + "fr"
	}
	if !strings.Contains(string(css), columns) {
		t.Errorf("style.css has no columns %q", columns)
	}
}

// Text of a resume must come out as text wherever it is shown.
func TestHTMLInjection(t *testing.T) {
	const attack = `<em>x</em><script>alert(1)</script>" onclick="alert(1)`
	r := fullReport()
	d := r.Document
	d.File.Name, d.Name, d.Email, d.Phone, d.Location = attack, attack, attack, attack, attack
	d.Jobs[0].Title, d.Jobs[0].Company, d.Education[0].School, d.Education[0].Degree = attack, attack, attack, attack
	d.Skills[0].Name, d.Links[0].URL, d.Notices[0].Text = attack, "javascript:"+attack, attack
	evidence := []scorer.Evidence{{Page: 1, Quote: attack, Words: []string{"<script>", "em"}}}
	r.Findings[0].Reason, r.Findings[0].Evidence = attack, evidence
	r.Signals[0].Evidence = evidence
	links := fullLinks()
	links.Gaps[0].Evidence, links.Gaps[0].Why = evidence, attack
	report := newReportPage(r, links)
	report.ID = "AAAA"

	ts := testTemplates(t)
	for _, v := range []view{
		{name: "report", data: report},
		{name: "search", data: searchPage{Query: attack}},
		{name: "error", data: errorPage{Form: &uploadForm{form: form{Job: "</textarea>" + attack}, Roles: []roleOption{{}}}}},
	} {
		page := renderSample(t, ts, v)
		checkMarkup(t, v.name, page)
		if regexp.MustCompile(`(?i)<em>|href="javascript:`).MatchString(page) {
			t.Errorf("%s: markup of the resume is markup of the page", v.name)
		}
		if !strings.Contains(page, "&lt;") {
			t.Errorf("%s: the text is not shown at all", v.name)
		}
	}
}

// Where reports leave the machine, encrypted, no page says that nothing is stored.
func TestPagesSayWhereReportsAreKept(t *testing.T) {
	for _, sealed := range []bool{false, true} {
		s := newTestServer(t, func(c *Config) {
			if sealed {
				c.Reports = newMemory(10, 1<<20, true)
			}
		})
		for _, path := range []string{"/", "/how-it-works", "/sample-report", "/interview-questions"} {
			page := s.get(path).Body.String()
			if says := strings.Contains(page, "never written to"); says == sealed {
				t.Errorf("sealed %t: %s says %t that nothing is written to a disk", sealed, path, says)
			}
			if says := strings.Contains(page, "encrypted"); says != sealed {
				t.Errorf("sealed %t: %s says %t that reports are encrypted", sealed, path, says)
			}
		}
	}
}
