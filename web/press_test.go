package web

import (
	"testing"

	"shortlist/parser"
	"shortlist/parser/resumetest"
	"shortlist/scorer"
)

// Each question of a report has a text and a line of its own.
func TestQuestionsDoNotRepeatEachOther(t *testing.T) {
	s := newTestServer(t, nil)
	doc, err := parser.Parse(t.Context(), "cv.pdf", resumetest.PDF(resumetest.Sample()), parser.Options{})
	if err != nil {
		t.Fatal(err)
	}
	r, err := s.Scorer.Check(doc, scorer.Options{})
	if err != nil {
		t.Fatal(err)
	}
	page := newReportPage(r, s.Library.Links(r))
	said := map[string]string{} // question by text
	for _, list := range [][]press{page.Gaps.First, page.Gaps.Rest, page.Claims.First, page.Claims.Rest} {
		for _, p := range list {
			texts := []string{p.Why, p.How}
			for _, q := range p.Quotes {
				line := ""
				for _, f := range q.Parts {
					line += f.Text
				}
				texts = append(texts, line)
			}
			for _, text := range texts {
				if other := said[text]; text != "" && other != "" && other != p.Question.ID {
					t.Errorf("%s and %s both say %q", other, p.Question.ID, text)
				}
				said[text] = p.Question.ID
			}
		}
	}
}
