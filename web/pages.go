package web

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"shortlist/parser"
	"shortlist/prep"
	"shortlist/scorer"
	"shortlist/web/openjobs"
)

// base returns the base of a page.
func (s *Server) base(title, nav string) base {
	return base{Title: title, Nav: nav, Version: s.Version, Sealed: s.Reports != nil}
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
		u.Roles = append(u.Roles, roleOption{role, s.roleTitle(role), role == cmp.Or(f.Role, defaultRole)})
	}
	return u
}

// roleTitle names who has a role: "Full-stack engineer".
func (s *Server) roleTitle(id string) string {
	role, _ := s.Scorer.Role(id)
	return role.Title()
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
	Deleted bool   // the visitor comes from deleting a report
	Posting string // title of the open job whose posting the form holds; "" for none
	Prep    []prep.RolePage
}

func (s *Server) home(c *gin.Context) (view, error) {
	asked := form{Role: c.Query("role")}
	if s.valid(asked) != nil {
		asked = form{}
	}
	var job openjobs.Job
	if id := c.Query("job"); id != "" {
		var err error
		if job, err = s.fillIn(&asked, id); err != nil {
			return view{}, err
		}
	}
	page := homePage{
		base:    s.base("Free ATS check for engineers", "check"),
		Form:    s.uploadForm(asked),
		Deleted: c.Query("deleted") == "1",
		Posting: job.Title,
		Prep:    s.Library.Roles(),
	}
	page.Description = "Upload a resume and see what hiring software reads of it, which skills of the role its lines prove, and which interview questions follow."
	page.Address = s.address(c, "/")
	page.Scripts = []string{"upload.js"}
	return view{name: "home", data: page}, nil
}

type rolesPage struct {
	base
	Roles []roleSummary
	Jobs  bool // there are open jobs
}

// roleSummary is the page of a role in a few words.
type roleSummary struct {
	prep.RolePage
	Label string // who has the role
}

// roles lists the pages of all roles.
func (s *Server) roles(c *gin.Context) (view, error) {
	page := rolesPage{base: s.base("Interview questions for engineers, by role", "questions")}
	page.Description = "Interview questions for backend, data, DevOps, full-stack and software engineers: what is evaluated, a framework for the answer, the mistakes that cost the round."
	page.Address = s.address(c, questionsPath)
	page.Structured = []any{s.crumbs(c, crumb{"Interview questions", questionsPath})}
	page.Jobs = s.hasJobs()
	for _, role := range s.Library.Roles() {
		page.Roles = append(page.Roles, roleSummary{role, s.roleTitle(role.ID)})
	}
	return view{name: "roles", data: page, shared: true}, nil
}

type rolePage struct {
	base
	Role    prep.RolePage
	Label   string // who has the role
	Similar []roleSummary
	Search  searchPage
	Jobs    int // open jobs for the role
}

func (s *Server) role(c *gin.Context) (view, error) {
	role, ok := s.Library.Role(c.Param("role"))
	if !ok {
		return view{}, errQuestion
	}
	page := rolePage{base: s.base(role.Title, "questions"), Role: role, Label: s.roleTitle(role.ID), Search: searchPage{Within: true}, Jobs: s.jobsFor(role.ID)}
	page.Scripts = []string{"search.js"}
	for _, id := range role.Similar {
		similar, _ := s.Library.Role(id)
		page.Similar = append(page.Similar, roleSummary{similar, s.roleTitle(id)})
	}
	known, _ := s.Scorer.Role(role.ID)
	page.Description = fmt.Sprintf("%s for %s engineers: what is evaluated, a framework for the answer, the mistakes that cost the round.",
		plural(role.Count(), "interview question"), known.Name)
	page.Address = s.address(c, rolePath(role.ID))
	page.Structured = []any{faq(role), s.crumbs(c, crumb{"Interview questions", questionsPath}, crumb{page.Label, rolePath(role.ID)})}
	return view{name: "role", data: page, shared: true}, nil
}

type questionPage struct {
	base
	Question       prep.Question
	Label          string         // who has the role
	Others         []roleSummary  // whose pages have it as well
	Signals        []string       // labels of what leads here from a resume
	Previous, Next *prep.Question // nil at the ends
	Said           string         // an answer that was sent
	Answer         *prep.Answer   // what it covers; nil if none was sent
}

func (s *Server) question(c *gin.Context) (view, error) {
	q, asked, err := s.questionOf(c)
	if err != nil {
		return view{}, err
	}
	if q.Role != asked.ID {
		return view{to: questionPath(q), moved: true}, nil
	}
	return view{name: "question", data: s.questionPage(c, q, asked), shared: true}, nil
}

// questionOf returns the question that a request names, and the role whose page
// it is asked for on.
func (s *Server) questionOf(c *gin.Context) (prep.Question, prep.RolePage, error) {
	q, ok := s.Library.Question(c.Param("question"))
	asked, known := s.Library.Role(c.Param("role"))
	if !ok || !known || !asked.Has(q.ID) {
		return prep.Question{}, prep.RolePage{}, errQuestion
	}
	return q, asked, nil
}

func (s *Server) questionPage(c *gin.Context, q prep.Question, asked prep.RolePage) questionPage {
	label := s.roleTitle(asked.ID)
	page := questionPage{base: s.base(q.Title, "questions"), Question: q, Label: label, Signals: s.signalLabels(q.Signals)}
	page.Scripts = []string{"practice.js"}
	page.Description = "What is being evaluated, a framework for the answer, the mistakes that cost the round, and what is asked next."
	page.Address = s.address(c, questionPath(q))
	page.Structured = []any{s.crumbs(c, crumb{"Interview questions", questionsPath}, crumb{label, rolePath(asked.ID)}, crumb{q.Subject, questionPath(q)})}
	for _, role := range s.Library.Roles() {
		if role.ID != q.Role && role.Has(q.ID) {
			page.Others = append(page.Others, roleSummary{role, s.roleTitle(role.ID)})
		}
	}
	page.Previous, page.Next = neighbors(asked, q)
	return page
}

// neighbors returns the questions at home with a role before and after one of
// them; nil at the ends.
func neighbors(role prep.RolePage, q prep.Question) (previous, next *prep.Question) {
	var own []prep.Question
	for _, g := range role.Groups {
		for _, x := range g.Questions {
			if x.Role == role.ID {
				own = append(own, x)
			}
		}
	}
	i := slices.IndexFunc(own, func(x prep.Question) bool { return x.ID == q.ID })
	if i > 0 {
		previous = &own[i-1]
	}
	if i+1 < len(own) {
		next = &own[i+1]
	}
	return previous, next
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
	Query  string `validate:"max=200"`
	Hits   []searchHit
	Within bool // the search stands on another page
}

// searchHit is a question found, with who is asked it.
type searchHit struct {
	prep.SearchHit
	Label string
}

// InTitle reports whether the passage found is the title of the question.
func (h searchHit) InTitle() bool { return h.Where == "Question" }

func (s *Server) search(c *gin.Context) (view, error) {
	page := searchPage{base: s.base("Search", "search"), Query: strings.TrimSpace(c.Query("q"))}
	page.NoIndex = true
	page.Scripts = []string{"search.js"}
	if err := s.valid(page); err != nil {
		return view{}, err
	}
	if page.Query == "" {
		return view{name: "search", data: page}, nil
	}
	hits, err := s.find(page.Query)
	if err != nil {
		return view{}, fmt.Errorf("searching the questions: %w", err)
	}
	for _, h := range hits {
		page.Hits = append(page.Hits, searchHit{h, s.roleTitle(h.Question.Role)})
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

// asked returns the terms of a job posting that some role knows, each with the
// questions that it leads to in any of them.
func (s *Server) asked(posting string) ([]scorer.Term, error) {
	var out []scorer.Term
	for _, role := range s.Scorer.Roles() {
		report, err := s.Scorer.Check(parser.FromText(""), scorer.Options{Role: role, Job: posting})
		if err != nil || report.Job == nil {
			return nil, err
		}
		for _, t := range slices.Concat(report.Job.Required, report.Job.Preferred) {
			if t.Signal == "" {
				continue
			}
			i := slices.IndexFunc(out, func(o scorer.Term) bool { return strings.EqualFold(o.Term, t.Term) })
			if i < 0 {
				out = append(out, t)
				continue
			}
			for _, q := range t.Questions {
				if !slices.Contains(out[i].Questions, q) {
					out[i].Questions = append(out[i].Questions, q)
				}
			}
		}
	}
	return out, nil
}
