package web

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"shortlist/parser"
	"shortlist/prep"
	"shortlist/scorer"
)

// base returns the base of a page.
func (s *Server) base(title, nav string) base {
	return base{Title: title, Nav: nav, Version: s.Version}
}

// uploadForm is the form to send a resume with.
type uploadForm struct {
	form
	Action  string       // path to send it to
	Roles   []roleOption // none for a new version, which is for the role and posting of the one before
	LimitMB int
	Kept    string // for how long
}

type roleOption struct {
	ID, Label string
	Selected  bool
}

// uploadForm returns the form as filled in before.
func (s *Server) uploadForm(f form) uploadForm {
	u := uploadForm{form: f, Action: "/check", LimitMB: s.Limits.Bytes >> 20, Kept: duration(s.ReportTTL)}
	for _, role := range s.Scorer.Roles() {
		u.Roles = append(u.Roles, roleOption{role, roleLabel(role), role == f.Role})
	}
	return u
}

// roleLabel names who has the role: "full-stack" → "Full-stack engineer".
func roleLabel(role string) string {
	if role == "" {
		return ""
	}
	return strings.ToUpper(role[:1]) + role[1:] + " engineer"
}

// duration says a time in words: "1 hour", "30 minutes".
func duration(d time.Duration) string {
	if d >= time.Hour && d%time.Hour == 0 {
		return plural(int(d/time.Hour), "hour")
	}
	return plural(int(d/time.Minute), "minute")
}

// plural counts things: "1 page", "2 pages".
func plural(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

type homePage struct {
	base
	Form    uploadForm
	Deleted bool // the visitor comes from deleting a report
	Prep    []prep.RolePage
}

func (s *Server) home(c *gin.Context) (view, error) {
	page := homePage{
		base:    s.base("Free ATS check for backend engineers", "check"),
		Form:    s.uploadForm(form{}),
		Deleted: c.Query("deleted") == "1",
		Prep:    s.Library.Roles(),
	}
	page.Description = "Upload a resume and see what hiring software reads of it, which backend skills its lines prove, and which interview questions follow."
	return view{name: "home", data: page}, nil
}

type rolePage struct {
	base
	Role  prep.RolePage
	Label string // who has the role
	Count int    // of questions
}

func (s *Server) role(c *gin.Context) (view, error) {
	role, ok := s.Library.Role(c.Param("role"))
	if !ok {
		return view{}, errQuestion
	}
	page := rolePage{base: s.base(role.Title, "questions"), Role: role, Label: roleLabel(role.ID)}
	for _, g := range role.Groups {
		page.Count += len(g.Questions)
	}
	page.Description = fmt.Sprintf("%d interview questions for the %s: what is evaluated, a framework for the answer, the mistakes that cost the round.",
		page.Count, strings.ToLower(page.Label))
	return view{name: "role", data: page, shared: true}, nil
}

type questionPage struct {
	base
	Question       prep.Question
	Label          string         // who has the role
	Signals        []string       // labels of what leads here from a resume
	Previous, Next *prep.Question // nil at the ends
}

func (s *Server) question(c *gin.Context) (view, error) {
	role, _ := s.Library.Role(c.Param("role")) // the zero page has no questions
	var all []prep.Question
	for _, g := range role.Groups {
		all = append(all, g.Questions...)
	}
	i := slices.IndexFunc(all, func(q prep.Question) bool { return q.ID == c.Param("question") })
	if i < 0 {
		return view{}, errQuestion
	}
	page := questionPage{base: s.base(all[i].Title, "questions"), Question: all[i], Label: roleLabel(role.ID)}
	page.Description = "What is being evaluated, a framework for the answer, the mistakes that cost the round, and what is asked next."
	page.Signals = s.signalLabels(all[i].Signals)
	if i > 0 {
		page.Previous = &all[i-1]
	}
	if i+1 < len(all) {
		page.Next = &all[i+1]
	}
	return view{name: "question", data: page, shared: true}, nil
}

// signalLabels returns the labels of signals, in the order of the rules.
func (s *Server) signalLabels(ids []string) []string {
	var labels []string
	for _, r := range s.Scorer.Rules() {
		if slices.Contains(ids, r.ID) {
			labels = append(labels, r.Label)
		}
	}
	return labels
}

type searchPage struct {
	base
	Query string `validate:"max=200"`
	Role  string // whose pages the hits are on
	Hits  []prep.SearchHit
}

func (s *Server) search(c *gin.Context) (view, error) {
	page := searchPage{base: s.base("Search", "search"), Query: strings.TrimSpace(c.Query("q")), Role: defaultRole}
	page.NoIndex = true
	if err := s.valid(page); err != nil {
		return view{}, err
	}
	if page.Query == "" {
		return view{name: "search", data: page}, nil
	}
	var err error
	if page.Hits, err = s.find(page.Query); err != nil {
		return view{}, fmt.Errorf("searching the questions: %w", err)
	}
	return view{name: "search", data: page}, nil
}

// find returns the questions that a search leads to.
func (s *Server) find(query string) ([]prep.SearchHit, error) {
	names, err := s.names(query)
	if err != nil {
		return nil, err
	}
	return s.Library.Search(query, names)
}

// names returns what a search names: what the rules would find in a job posting
// that asks for it. A name typed in small letters may be known in capitals only.
func (s *Server) names(query string) (names prep.Names, err error) {
	for _, spelling := range []string{query, strings.ToUpper(query)} {
		if names.Terms, err = s.asked("Experience with " + spelling + "."); err != nil {
			return prep.Names{}, err
		}
		if len(names.Terms) > 0 || strings.Contains(query, " ") {
			break
		}
	}
	if len(names.Terms) == 0 || strings.Contains(query, " ") {
		return names, nil
	}
	// A word that is no name when it stands alone in small letters is a common
	// word as well.
	alone, err := s.asked(strings.ToLower(query))
	names.Capital = len(alone) == 0
	return names, err
}

// asked returns the terms of a job posting.
func (s *Server) asked(posting string) ([]scorer.Term, error) {
	report, err := s.Scorer.Check(parser.FromText(""), scorer.Options{Role: defaultRole, Job: posting})
	if err != nil || report.Job == nil {
		return nil, err
	}
	return slices.Concat(report.Job.Required, report.Job.Preferred), nil
}
