package web

import (
	"github.com/gin-gonic/gin"

	"shortlist/prep"
	"shortlist/scorer"
)

// guidePage shows the pieces of the pages with words of its own.
type guidePage struct {
	base
	Colors []guideColor
	Tags   []tag
	Quote  quote
	Form   uploadForm
	Ledger []ledgerRow
	Family family
	Checks checkGroup
	Places []place
	Press  press
	Fields []formField
	Runs   []textRun
}

// guideColor is a custom property of the style sheet and what it is for.
type guideColor struct{ Name, For string }

func (s *Server) styleguide(*gin.Context) (view, error) {
	page := newGuidePage(s.uploadForm(form{}), s.Library.Roles()[0].Groups[0].Questions[0])
	page.base = s.base("Style guide", "")
	page.NoIndex = true
	return view{name: "styleguide", data: page, shared: true}, nil
}

// newGuidePage shows a form and a question beside pieces that it makes up.
func newGuidePage(f uploadForm, q prep.Question) guidePage {
	shown, named := levelTag(scorer.Shown), levelTag(scorer.Named)
	line := mark("Cut p99 of checkout from 900 ms to 120 ms by splitting the price lookup", []string{"p99", "900 ms", "120 ms"})
	said := citation{First: []quote{{Mark: 1, Parts: line}}}
	return guidePage{
		Colors: []guideColor{
			{"paper", "ground"}, {"card", "what lies on it"}, {"wash", "quotes"}, {"line", "rules"}, {"edge", "edges of fields"}, {"ink", "text"}, {"soft", "hints"},
			{"accent", "links, what is good"}, {"good-wash", "its ground"}, {"warn", "worth a look"}, {"warn-wash", "its ground"}, {"stop", "mend this"}, {"stop-wash", "its ground"}, {"mark", "words that count"},
		},
		Tags:  []tag{levelTag(scorer.Measured), shown, named, levelTag(scorer.Absent), statusTag(scorer.Skip)},
		Quote: quote{Place: "page 1", Parts: line},
		Form:  f,
		Ledger: []ledgerRow{
			{ID: "score-title", Label: "Full", Points: 25, Max: 25, Whole: 25}, {ID: "score-title", Label: "Half", Points: 10, Max: 20, Whole: 10},
			{ID: "score-title", Label: "Most", Points: 30, Max: 40, Whole: 30}, {ID: "score-title", Label: "Some", Points: 6, Max: 15, Whole: 6},
		},
		Family: family{Name: "A family of signals", Points: 2.7, Max: 5,
			Found:  []signalRow{{scorer.Signal{ID: "latency-performance", Label: "Latency and performance", Points: 2.5, Max: 2.5}, levelTag(scorer.Measured), said}},
			Absent: []signalRow{{scorer.Signal{ID: "reliability-targets", Label: "Reliability targets"}, levelTag(scorer.Absent), citation{}}}},
		Checks: checkGroup{
			Open: []checkRow{{scorer.Finding{ID: "dates", Title: "Dates", Points: 1, Max: 3, Reason: "“Summer 2019” does not say when the job began.", Fix: "Write it as 06/2019 – 09/2019."}, statusTag(scorer.Warn), citation{}}},
		},
		Places: []place{
			{Number: 1, Class: "good", Quote: line, Said: []remark{{"signal-latency-performance", "Latency and performance", levelTag(scorer.Measured)}}},
			{Number: 2, Class: "warn", Quote: mark("Summer 2019", nil), Said: []remark{{"check-dates", "Dates", statusTag(scorer.Warn)}}},
			{Number: 3, Class: "stop", Quote: mark("Hobbies and more", nil), Said: []remark{{"check-dates", "Headings", statusTag(scorer.Fail)}}},
		},
		Fields: []formField{{Label: "Name", Value: "Maya Lindqvist"}, {Label: "Phone", Value: "555-01", Why: "This does not look like a number."}, {Label: "Location", Why: "Nothing was found to fill in here."}},
		Runs:   differences,
		Press:  press{prep.Link{Question: q, Level: scorer.Named, Why: "Why it will be asked of this person."}, "ask-example", named, nil},
	}
}
