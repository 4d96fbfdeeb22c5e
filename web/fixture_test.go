package web

import (
	"fmt"
	"html/template"

	"shortlist/parser"
	"shortlist/prep"
	"shortlist/prep/examples"
	"shortlist/scorer"
)

// A report and questions made by hand, so that every branch of the templates
// has something to show. All people are invented.

func fullReport() *scorer.Report {
	kafka := scorer.Evidence{Line: 31, Page: 2, Quote: "Languages and tools: Go, PostgreSQL, Kafka, Docker", Words: []string{"Kafka"}}
	p99 := scorer.Evidence{Line: 12, Page: 1, Quote: "Cut p99 of checkout from 900 ms to 120 ms by splitting the price", Words: []string{"p99"},
		Context: "Cut p99 of checkout from 900 ms to 120 ms by splitting the price lookup from the stock lookup"}
	orders := scorer.Evidence{Line: 14, Page: 1, Quote: "Moved 40 million orders to a partitioned PostgreSQL table without downtime", Words: []string{"partitioned", "PostgreSQL", "without downtime"}}
	return &scorer.Report{
		Document: fullDocument(), Role: "backend", RoleName: "backend", Score: 71, Recoverable: 17, Grade: "close", ReadMS: 14.2, ScoreMS: 4.2,
		Categories: []scorer.Category{
			{ID: "readability", Label: "A machine can read it", Points: 21, Max: 25, Whole: 21},
			{ID: "structure", Label: "It is all there", Points: 15.3, Max: 20, Whole: 15},
			{ID: "evidence", Label: "Evidence of backend work", Points: 25.7, Max: 40, Whole: 26},
			{ID: "impact", Label: "Impact", Points: 9, Max: 15, Whole: 9},
		},
		Findings: []scorer.Finding{
			{ID: "reading-order", Category: "readability", Status: scorer.Fail, Points: 0, Max: 4, Title: "Two columns run into each other",
				Reason: "A machine reads your two columns across: skills and jobs end up in one sentence.", Fix: "Put the skills above or below the jobs, in one column.",
				Evidence: []scorer.Evidence{{Line: 9, Page: 1, Quote: "Kafka Led the move to events"}}},
			{ID: "text-layer", Category: "readability", Status: scorer.Pass, Points: 6, Max: 6, Title: "The words are text", Reason: "All pages hold text, not pictures of it."},
			{ID: "hidden-text", Category: "readability", Status: scorer.Skip, Points: 3, Max: 3, Title: "Hidden text", Reason: "The file does not tell which text is visible."},
			{ID: "dates", Category: "structure", Status: scorer.Warn, Points: 2, Max: 4, Title: "One date has no month",
				Reason: "“Summer 2019” does not say when the job began.", Fix: "Write it as 06/2019 – 09/2019.",
				Evidence: []scorer.Evidence{{Line: 20, Page: 2, Quote: "Summer 2019", Words: []string{"Summer"}}}},
			{ID: "contact-email", Category: "structure", Status: scorer.Pass, Points: 2, Max: 2, Title: "E-mail", Reason: "maya@example.com is found at the top."},
			{ID: "measured-bullets", Category: "impact", Status: scorer.Warn, Points: 3, Max: 6, Title: "Three bullets want a figure",
				Reason: "5 of 12 bullets carry a figure; half is common among strong resumes.", Fix: "Say from what to what, or for how many.",
				Evidence: []scorer.Evidence{{Line: 15, Page: 1, Quote: "Improved performance of search"}}},
		},
		Signals: []scorer.Signal{
			{ID: "relational-database", Label: "Relational databases", Family: "Data stores", Level: scorer.Measured, Points: 2.5, Max: 2.5, Evidence: []scorer.Evidence{orders, kafka, p99}, Questions: []string{"choose-a-database"}},
			{ID: "nosql-store", Label: "Document and key-value stores", Family: "Data stores", Questions: []string{"choose-a-database"}, Max: 1},
			{ID: "messaging", Label: "Messaging", Family: "Asynchronous and distributed", Level: scorer.Named, Points: 0.7, Max: 2, Evidence: []scorer.Evidence{kafka}, Questions: []string{"webhook-pipeline"}},
			{ID: "latency-performance", Label: "Latency and performance", Family: "Operations and reliability", Level: scorer.Measured, Points: 2, Max: 2, Evidence: []scorer.Evidence{p99}, Questions: []string{"p99-regression"}},
			{ID: "incident-response", Label: "Incidents", Family: "Operations and reliability", Max: 2, Questions: []string{"production-incident"}},
			{ID: "resilience", Label: "Resilience", Family: "Operations and reliability", Max: 1, Questions: []string{"slow-dependency"}},
		},
		Gaps: []scorer.Gap{
			{Signal: "incident-response", Label: "Incidents", Level: scorer.Absent, Questions: []string{"production-incident"}, Why: "A senior loop always asks for one outage.", How: "If you carried a pager, say so, with one outage and its end. If not, prepare a failure that you saw from near."},
			{Signal: "messaging", Label: "Messaging", Level: scorer.Named, Questions: []string{"webhook-pipeline"}, Why: "Kafka stands in your skills only.", How: "Say in a job what you moved through it, and how much.", Evidence: []scorer.Evidence{kafka}},
		},
		Claims: []scorer.Claim{
			{Signal: "latency-performance", Label: "Latency and performance", Level: scorer.Measured, Questions: []string{"p99-regression"}, Why: "They will ask how you found it, and why the median did not move.", Evidence: []scorer.Evidence{p99}},
		},
		Job: &scorer.Job{
			Match: 64, Title: "Backend Engineer", Traits: []string{"team player"},
			Parts: []scorer.JobPart{
				{ID: "title", Label: "Title", Asked: "Backend Engineer", Found: "Senior Backend Engineer", Points: 40, Max: 40, Why: "You have held this title.", Evidence: []scorer.Evidence{p99}},
				{ID: "required", Label: "Required", Points: 24, Max: 50, Why: "1 of 2."}, {ID: "preferred", Label: "Nice to have", Max: 10, Why: "0 of 1."},
				{ID: "location", Label: "Place", Asked: "Berlin, hybrid", Why: "You live there."},
			},
			Required: []scorer.Term{
				{Term: "Kafka", Signal: "messaging", Level: scorer.Named, Points: 4, Max: 25, Why: "Only named.", Ask: "Where did you use it last?", Questions: []string{"production-incident"}, Evidence: []scorer.Evidence{kafka}},
				{Term: "latency work", Level: scorer.Measured, Points: 20, Max: 25, Why: "Shown.", Ask: "How?", Evidence: []scorer.Evidence{p99}},
			},
			Preferred: []scorer.Term{{Term: "GraphQL", Max: 10, Why: "Nothing speaks of it.", Ask: "What is nearest to it?"}},
			Questions: []scorer.JobQuestion{{Term: "Kafka", Level: scorer.Named, Text: "Where did you use it last?"}, {Term: "a"}, {Term: "b"}, {Term: "c"}, {Term: "d"}, {Term: "e", Text: "Why?"}},
		},
	}
}

func fullDocument() *parser.Document {
	d := emptyDocument()
	d.File = parser.File{Name: "lindqvist-cv.pdf", Kind: "pdf", Bytes: 81234, Pages: 2}
	d.Name, d.Email, d.Phone, d.Location = "Maya Lindqvist", "maya.lindqvist@example.com", "+14155550142", "Berlin, Germany"
	d.Links = []parser.Link{{URL: "https://github.com/example", Active: true}, {URL: "javascript:alert(1)"}}
	d.Jobs = []parser.Job{
		{Title: "Senior Backend Engineer", Company: "Northwind Example", Start: parser.Date{Year: 2021, Month: 3}, End: parser.Date{Present: true}},
		{Title: "Backend Engineer", Company: "Contoso Example"},
	}
	d.Education = []parser.School{{School: "Example University", Degree: "BSc Computer Science", Start: parser.Date{Year: 2012}, End: parser.Date{Year: 2016}}}
	d.Skills = []parser.Skill{{Name: "Go"}, {Name: "PostgreSQL"}, {Name: "Kafka"}, {Name: "Docker"}}
	// Two pages of lines, each a statement; the reports above cite some of them.
	texts := map[int]string{12: "• Cut p99 of checkout from 900 ms to 120 ms by splitting the price", 20: "Summer 2019", 31: "Languages and tools: Go, PostgreSQL, Kafka, Docker"}
	for i := range 32 {
		l := parser.Line{ID: i, Page: 1 + i/20, Box: &parser.Box{Left: 50, Top: float64(40 + i%20*14), Right: 500, Bottom: float64(52 + i%20*14)}, Section: parser.Experience, Text: texts[i]}
		d.Lines = append(d.Lines, l)
		d.Statements = append(d.Statements, parser.Statement{Text: texts[i], Lines: []int{i}, Section: parser.Experience, Role: parser.RoleBullet, Job: 0, Project: -1})
	}
	d.Sizes = []parser.Size{{Width: 612, Height: 792}, {Width: 612, Height: 792}}
	d.Agreement = .94
	d.Stream = []parser.StreamWord{
		{Text: "Maya", Break: true}, {Text: "Lindqvist"}, {Text: "Kafka", Break: true, Difference: parser.Moved}, {Text: "Led", Difference: parser.Moved},
		{Text: "a", Difference: parser.Changed}, {Text: "b", Difference: parser.Added}, {Text: "c", Difference: parser.Missing},
	}
	d.Notices = []parser.Notice{{ID: "columns", Page: 1, Text: "Two columns on page 1 are read across each other."}}
	return d
}

func emptyDocument() *parser.Document {
	return &parser.Document{File: parser.File{Kind: "docx"}, Links: []parser.Link{}, Sections: []parser.Section{}}
}

func emptyReport() *scorer.Report {
	return &scorer.Report{Document: emptyDocument(), Role: "backend", Grade: "start"}
}

func fullQuestion() prep.Question {
	return prep.Question{
		ID: "production-incident", Role: "backend", Group: "experience", Subject: "The most serious incident",
		Title:      "Walk me through the most serious production incident you were part of.",
		Evaluating: template.HTML("<p>Whether you can tell a failure straight: its impact, your part, and what changed after.</p>"),
		Framework:  template.HTML("<p>Begin with the impact and how it was detected.</p><ul><li>Mitigation first, with the wrong turns.</li><li>Root cause, then the <code>systemic</code> change.</li></ul>"),
		Mistakes:   []string{"Telling a hero's story without the wrong turns.", "No figure of the impact."},
		FollowUps:  []string{"What would have caught it an hour earlier?"},
		Signals:    []string{"incident-response"},
		Points:     []prep.Point{{ID: "impact", Text: "Impact and detection, with figures"}, {ID: "change", Text: "A change of the system, not of people"}},
	}
}

func fullRole() prep.RolePage {
	q := fullQuestion()
	second := q
	second.ID, second.Subject, second.Title = "webhook-pipeline", "Webhooks at scale", "Design a pipeline that takes millions of webhook events a day and loses none."
	return prep.RolePage{
		ID: "backend", Title: "Backend engineer interview questions", Minutes: 24, Intro: template.HTML("<h2>The loop in 2026</h2><p>Recruiter screen, coding screen, system design.</p>"),
		Groups: []prep.Group{{ID: "experience", Title: "Experience", Questions: []prep.Question{q}}, {ID: "technical", Title: "Technical", Questions: []prep.Question{second}}},
	}
}

func fullLinks() prep.Links {
	r, q := fullReport(), fullQuestion()
	gap := prep.Link{Question: q, Signals: []string{"Incidents"}, Level: scorer.Absent, Why: r.Gaps[0].Why, How: r.Gaps[0].How}
	named := prep.Link{Question: q, Signals: []string{"Messaging", "Delivery guarantees"}, Level: scorer.Named, Why: r.Gaps[1].Why, How: r.Gaps[1].How, Evidence: r.Gaps[1].Evidence}
	claim := prep.Link{Question: q, Signals: []string{"Latency and performance"}, Level: scorer.Measured, Why: r.Claims[0].Why, Evidence: r.Claims[0].Evidence}
	gaps := []prep.Link{gap, named, gap, gap, named}
	for i := range gaps[1:] {
		gaps[i+1].Question.ID = fmt.Sprintf("question-%d", i)
	}
	return prep.Links{Gaps: gaps, Claims: []prep.Link{claim}}
}

// fullComparison has something in every list.
func fullComparison() *scorer.Comparison {
	r, old := fullReport(), fullReport()
	old.Score, old.Job.Match = 64, 50
	mended := r.Findings[1]
	mended.Status, mended.Points = scorer.Fail, 0
	named, absent := r.Signals[2], r.Signals[2]
	absent.Level, absent.Points = scorer.Absent, 0
	return &scorer.Comparison{
		Old: old, New: r,
		Categories: []scorer.CategoryChange{{ID: "readability", Label: "A machine can read it", Old: 14, New: 21, Max: 25}},
		Findings: []scorer.FindingChange{
			{Change: scorer.Went, Old: mended, New: r.Findings[1]},
			{Change: scorer.Came, Old: r.Findings[2], New: r.Findings[3]},
			{Change: scorer.Stayed, Old: r.Findings[5], New: r.Findings[5]},
		},
		Signals: []scorer.SignalChange{{Old: absent, New: named}, {Old: r.Signals[0], New: r.Signals[0]}},
		Lost:    []scorer.Passage{{Line: 3, Page: 1, Text: "Improved the performance of search"}},
		Added:   []scorer.Passage{{Line: 4, Page: 1, Text: "Cut p99 of checkout"}, {Line: 5, Page: 1, Text: "Ran the backfill"}},
	}
}

// fullAnswer is an answer that covers one of two points and misses the other.
func fullAnswer(q prep.Question) *prep.Answer {
	return &prep.Answer{
		Question: q, Verdict: prep.Partial, Words: 200, Seconds: 80, Story: prep.Story{FirstPerson: true},
		Points:    []prep.AnswerPoint{{Point: prep.Point{ID: "a", Text: "One."}, Evidence: []string{"I did <it>."}}, {Point: prep.Point{ID: "b", Text: "Two."}}},
		FollowUps: []string{"And then?"},
	}
}

// fullLines has a line that was tried.
func fullLines(b base) linesPage {
	tried := triedLineJSON{Line: 12, Was: "Ran it", Text: "Ran Kafka", Level: 2, Points: 1.2, Reason: "It shows messaging.", Signals: []lineSignalJSON{{"messaging", "Messaging", 2}}}
	return linesPage{
		base: b, ID: "AAAA", Score: 71, Max: maxLineLength,
		Groups: []lineGroup{{"Backend Engineer, Contoso Example", []lineRow{{12, "Ran it", "Ran Kafka", &tried}, {14, "Built it", "Built it", nil}}}},
		Result: &rewriteJSON{Was: 71, Score: 72, Points: 1.2, Summary: "The score would be 72.", Lines: []triedLineJSON{tried}, Changes: []pointsJSON{{"messaging", "Messaging", 1.2, "named only before, shown now"}}},
	}
}

// fullRoleExamples has a role with one example, of which each kind of section is
// there.
func fullRoleExamples() []roleExamples {
	line := examples.Line{Text: "Cut <p99> of checkout", Why: "It says from what to what."}
	bare := examples.Line{Text: "Swedish (native)"}
	e := examples.Example{
		Role: "backend", Level: "senior", About: "Eleven years.", Name: "Maya Lindqvist", Title: "Backend Engineer", Email: "maya.lindqvist@example.com", Phone: "+1 415 555 0142", Location: "Berlin, Germany",
		Links: []string{"github.com/example"},
		Sections: []examples.Section{
			{Heading: "Summary", Text: &line},
			{Heading: "Experience", Jobs: []examples.Job{{Title: "Backend Engineer", Company: "Northwind Example", Location: "Berlin, Germany", Span: examples.Span{Start: "2021-03", End: "present"}, Bullets: []examples.Line{line, bare}}}},
			{Heading: "Skills", Skills: []examples.Skills{{Label: "Languages", Names: []string{"Go"}, Why: "Short."}, {Label: "Data", Names: []string{"Kafka"}}}},
			{Heading: "Languages", Items: []examples.Line{bare}},
		},
	}
	return []roleExamples{{ID: "backend", Label: "Backend engineer", Examples: []example{{Example: e}}}}
}

func fullExamplePage(b base, q prep.Question) exampleRolePage {
	roles := fullRoleExamples()
	lines := []shownLine{
		{Text: "Cut <p99> of checkout", Why: "It says from what to what.", Shows: []shownLevel{{levelTag(scorer.Measured), []string{"Latency", "Scale"}}, {levelTag(scorer.Shown), []string{"Caching"}}}, Questions: []prep.Question{q, q}},
		{Text: "Swedish (native)"},
	}
	return exampleRolePage{
		base: b, ID: "backend", Label: "Backend engineer", Others: roles,
		Examples: []shownExample{{
			example: roles[0].Examples[0], Report: "/report/example-backend-senior", Score: 96, Meaning: "Ready to send.", Pages: 1, Measured: 20, Shown: 1,
			Parts: []shownPart{
				{Heading: "Summary", Text: &lines[0]},
				{Heading: "Experience", Entries: []shownEntry{{"Backend Engineer", "Northwind Example, Berlin", "2021", lines}, {Head: "A project"}}},
				{Heading: "Skills", Skills: roles[0].Examples[0].Sections[2].Skills, Items: lines},
			},
			Asked: []press{{Link: prep.Link{Question: q}}},
		}},
	}
}
