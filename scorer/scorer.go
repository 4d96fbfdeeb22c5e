// Package scorer judges a resume for a role: which signals of the work it shows
// and on which line, which structure checks it passes, what each of its hundred
// points rests on, and what would win the others back.
//
// The signals are found by rules that are data (data/signals.yaml, rules.go):
// every term is looked up at once in an index of the resume's statements
// (signals.go), held against its neighbors (said.go, patterns.go), the scope of
// its sentence (scope.go) and the figures of its deed (measured.go), and paid
// in points (points.go) as its role has it (data/roles, roles.go). The structure
// checks stand in checks*.go.
package scorer

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"shortlist/parser"
)

// ErrRole says that a role is not known.
var ErrRole = errors.New("there is no such role")

// Options choose what a resume is held against. The zero value is the role
// backend and no job.
type Options struct {
	Role string
	Job  string // text of a job posting; may be empty
}

// Scorer judges resumes. It is safe for concurrent use.
type Scorer struct {
	rules     *vocabulary
	roles     []*role
	matcher   *matcher
	structure *structureChecks
	help      map[string]string // of the structure checks, by id
	ladder    *ladder
	postings  *postingRules
	openings  []titleRole
}

const defaultRole = "backend"

// New reads and checks the rules. An error names the file and the line.
func New() (*Scorer, error) {
	s := new(Scorer)
	var loading errgroup.Group
	loading.Go(func() (err error) {
		if s.rules, s.roles, err = loadRules(); err == nil {
			s.matcher, err = newMatcher(s.rules)
		}
		if err == nil {
			s.openings, err = loadOpenings(s.roles)
		}
		return err
	})
	loading.Go(func() (err error) {
		if s.structure, err = loadChecks(); err != nil {
			return err
		}
		if s.help, err = loadHelp(s.structure.rules); err != nil {
			return err
		}
		if s.postings, err = loadPostingRules(s.structure.verbs); err != nil {
			return err
		}
		s.ladder, err = newLadder(seniorityTxt)
		return err
	})
	if err := loading.Wait(); err != nil {
		return nil, err
	}
	return s, nil
}

// Rules returns what is looked for: the signals that roles share, then those of
// each role alone.
func (s *Scorer) Rules() []Rule {
	out := make([]Rule, len(s.rules.Signals))
	for i := range s.rules.Signals {
		x := &s.rules.Signals[i]
		rule := Rule{ID: x.ID.string, Label: x.Label, ByRole: make(map[string][]string), File: x.file, Line: x.ID.line}
		for _, r := range s.roles {
			if counted := r.find(i); counted != nil {
				rule.ByRole[r.ID] = slices.Clone(counted.questions)
				rule.Questions = append(rule.Questions, without(counted.questions, rule.Questions)...)
			}
		}
		out[i] = rule
	}
	return out
}

// without returns the strings of list that are not among others.
func without(list, others []string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(s string) bool { return slices.Contains(others, s) })
}

// Roles returns the ids of the roles that Check knows, in alphabetical order.
func (s *Scorer) Roles() []string {
	return each(s.roles, func(r *role) string { return r.ID })
}

// Role returns a role by its id; false if there is none.
func (s *Scorer) Role(id string) (Role, bool) {
	if r := s.role(id); r != nil {
		return r.Role, true
	}
	return Role{}, false
}

func (s *Scorer) role(id string) *role {
	for _, r := range s.roles {
		if r.ID == id {
			return r
		}
	}
	return nil
}

// Check judges a document. It returns an error that wraps ErrRole for a role
// that is not known.
func (s *Scorer) Check(doc *parser.Document, o Options) (*Report, error) {
	started := time.Now()
	if o.Role == "" {
		o.Role = defaultRole
	}
	role := s.role(o.Role)
	if role == nil {
		return nil, fmt.Errorf("%w: %q", ErrRole, o.Role)
	}
	numbers := quantities{}
	found, err := s.matcher.find(doc, numbers)
	if err != nil {
		return nil, fmt.Errorf("search for signals: %w", err)
	}
	var posting *posting
	pasted, copied := s.postings.pastedIn(found.statements), map[*said]bool{}
	if o.Job != "" {
		posting = s.postings.readPosting(o.Job)
		copied = posting.copiedIn(found.statements)
	}
	found.demote(pasted)
	found.demote(copied)
	shown := s.matcher.grade(doc, found.mentions)
	r := &Report{Document: doc, Role: o.Role, RoleName: role.Name, Findings: s.structure.findings(doc, numbers, passages(found.statements, pasted, copied))}
	r.Career = s.ladder.careerOf(doc.Jobs, found.trade.jobs, monthOf(s.structure.now()))
	r.Signals = role.report(shown)
	levels := role.levels(shown)
	r.Gaps, r.Claims = role.gaps(r.Signals, levels, r.Career), role.claims(r.Signals)
	r.Fits = s.fits(shown)
	if posting != nil {
		maps.Copy(copied, pasted)
		if r.Job, err = s.job(posting, role, doc, found, copied); err != nil {
			return nil, fmt.Errorf("read the job posting: %w", err)
		}
	}
	r.sum(role, levels)
	r.ScoreMS = float64(time.Since(started).Microseconds()) / 1000
	return r, nil
}

// levels returns the level of each signal of the role.
func (r *role) levels(shown []graded) []Level {
	return each(r.signals, func(s roleSignal) Level { return shown[s.number].level })
}

// report returns the signals of the role with what a document shows of them.
func (r *role) report(shown []graded) []Signal {
	shares := r.shares(r.levels(shown))
	out := make([]Signal, len(r.signals))
	for i, s := range r.signals {
		out[i] = Signal{
			ID: s.ID.string, Label: s.Label, Family: s.family, Level: shown[s.number].level, Evidence: shown[s.number].evidence,
			Questions: slices.Clone(s.questions), Points: float64(shares[i].points) / 100, Max: float64(shares[i].max) / 100,
		}
	}
	return out
}

// categories are the parts of the score in their order; "%s" is the role.
var categories = []struct{ id, label string }{
	{"readability", "Can a machine read it"},
	{"structure", "Is it all there"},
	{"evidence", "%s evidence"},
	{"impact", "Impact"},
}

// sum adds up the points. The score is rounded once, at the end.
func (r *Report) sum(role *role, levels []Level) {
	points, most, lost := make(map[string]int), make(map[string]int), 0
	for _, f := range r.Findings {
		points[f.Category] += cents(f.Points)
		most[f.Category] += cents(f.Max)
		lost += cents(f.Max) - cents(f.Points)
	}
	for _, x := range r.Signals {
		points["evidence"] += cents(x.Points)
		most["evidence"] += cents(x.Max)
	}
	sum := 0
	for _, c := range categories {
		r.Categories = append(r.Categories, Category{
			ID: c.id, Label: strings.Replace(c.label, "%s", capitalize(role.Name), 1), Points: float64(points[c.id]) / 100, Max: float64(most[c.id]) / 100,
		})
		sum += points[c.id]
	}
	r.Score = (sum + 50) / 100
	roundUp(r.Categories, r.Score)
	r.Recoverable = min((lost+role.winnable(levels)+50)/100, 100-r.Score)
	r.Grade = gradeOf(r.Score)
	if points["evidence"] == 0 {
		r.Grade = gradeOf(0) // a good form of something else
	}
}

// roundUp rounds the points of categories to whole ones that add up to the
// score: those with the largest fractions up, the others down.
func roundUp(all []Category, score int) {
	left := score
	order := make([]int, len(all))
	for i := range all {
		all[i].Whole, order[i] = int(all[i].Points), i
		left -= all[i].Whole
	}
	fraction := func(i int) float64 { return all[i].Points - float64(all[i].Whole) }
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(fraction(b), fraction(a)) })
	for _, i := range order[:left] {
		all[i].Whole++
	}
}
