package web

import (
	"github.com/gin-gonic/gin"

	"shortlist/scorer"
)

// howPage says how points are given, by the data that they are counted with.
type howPage struct {
	base
	scorer.Scheme
	Kept string // for how long a report is
}

func (s *Server) howItWorks(*gin.Context) (view, error) {
	page := howPage{base: s.base("How the score is made", "how"), Scheme: s.Scorer.Scheme(), Kept: duration(s.ReportTTL)}
	page.Description = "What each of the hundred points rests on, what the levels of evidence mean, and what we do not claim."
	return view{name: "how-it-works", data: page, shared: true}, nil
}

// levelMeans says what a level of evidence means.
func levelMeans(l scorer.Level) string {
	switch l {
	case scorer.Measured:
		return "a job or project says what you did with it, and a figure says what came of it or how large it was"
	case scorer.Shown:
		return "a job or project says what you did with it"
	case scorer.Named:
		return "it stands only in a list of skills, a summary or a list of courses"
	}
	return "no line speaks of it, or only as a wish, a negation or somebody else’s work"
}
