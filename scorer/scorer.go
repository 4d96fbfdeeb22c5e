// Package scorer judges a resume for a role: which backend signals it shows
// and on which line, which structure checks it passes, what each of its hundred
// points rests on, and what would win the others back.
//
// The signals are found by rules that are data (data/signals.yaml, rules.go):
// every term is looked up at once in an index of the resume's statements
// (signals.go), held against its neighbors (said.go, patterns.go), the scope of
// its sentence (scope.go) and the figures of its deed (measured.go), and paid
// in points (points.go). The structure checks stand in checks*.go.
package scorer

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"time"

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
	rules     *ruleFile
	families  [][]int // signals by family, in the order of the families
	matcher   *matcher
	structure *structureChecks
	help      map[string]string // of the structure checks, by id
	ladder    *ladder
}

const defaultRole = "backend"

// New reads and checks the rules. An error names the file and the line.
func New() (*Scorer, error) {
	rules, err := parseRules(signalsYAML)
	if err != nil {
		return nil, err
	}
	m, err := newMatcher(rules)
	if err != nil {
		return nil, err
	}
	structure, err := loadChecks()
	if err != nil {
		return nil, err
	}
	help, err := loadHelp(structure.rules)
	if err != nil {
		return nil, err
	}
	ladder, err := newLadder(seniorityTxt)
	if err != nil {
		return nil, err
	}
	s := &Scorer{rules: rules, matcher: m, structure: structure, help: help, ladder: ladder}
	for _, f := range rules.Families {
		var members []int
		for i := range rules.Signals {
			if rules.Signals[i].Family == f.ID {
				members = append(members, i)
			}
		}
		s.families = append(s.families, members)
	}
	return s, nil
}

// Rules returns what is looked for, in the order of the data file.
func (s *Scorer) Rules() []Rule {
	out := make([]Rule, len(s.rules.Signals))
	for i, r := range s.rules.Signals {
		out[i] = Rule{ID: r.ID.string, Label: r.Label, Family: s.rules.familyLabel(r.Family), Questions: slices.Clone(r.Questions), Line: r.ID.line}
	}
	return out
}

// Roles returns the roles that Check knows.
func (s *Scorer) Roles() []string { return []string{defaultRole} }

// Check judges a document. It returns an error that wraps ErrRole for a role
// that is not known.
func (s *Scorer) Check(doc *parser.Document, o Options) (*Report, error) {
	started := time.Now()
	if o.Role == "" {
		o.Role = defaultRole
	}
	if !slices.Contains(s.Roles(), o.Role) {
		return nil, fmt.Errorf("%w: %q", ErrRole, o.Role)
	}
	numbers := quantities{}
	mentions, trade, err := s.matcher.find(doc, numbers)
	if err != nil {
		return nil, fmt.Errorf("search for signals: %w", err)
	}
	shown := s.matcher.grade(doc, mentions)
	levels := make([]Level, len(shown))
	for i, g := range shown {
		levels[i] = g.level
	}
	r := &Report{Document: doc, Role: o.Role, Findings: s.structure.findings(doc, numbers)}
	r.Career = s.ladder.careerOf(doc.Jobs, trade.jobs, monthOf(s.structure.now()))
	r.Signals = s.signals(shown, s.shares(levels))
	r.Gaps, r.Claims = s.gaps(r.Signals, levels), s.claims(r.Signals)
	if o.Job != "" {
		if r.Job, err = s.job(o.Job, doc, mentions); err != nil {
			return nil, fmt.Errorf("read the job posting: %w", err)
		}
	}
	s.sum(r, levels)
	r.ScoreMS = float64(time.Since(started).Microseconds()) / 1000
	return r, nil
}

func (s *Scorer) signals(shown []graded, shares []slice) []Signal {
	out := make([]Signal, len(shown))
	for i, g := range shown {
		r := s.rules.Signals[i]
		out[i] = Signal{
			ID: r.ID.string, Label: r.Label, Family: s.rules.familyLabel(r.Family), Level: g.level, Evidence: g.evidence, Questions: slices.Clone(r.Questions),
			Points: float64(shares[i].points) / 100, Max: float64(shares[i].max) / 100,
		}
	}
	return out
}

// categories are the parts of the score in their order.
var categories = []struct{ id, label string }{
	{"readability", "Can a machine read it"},
	{"structure", "Is it all there"},
	{"evidence", "Backend evidence"},
	{"impact", "Impact"},
}

// sum adds up the points. The score is rounded once, at the end.
func (s *Scorer) sum(r *Report, levels []Level) {
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
			ID: c.id, Label: c.label, Points: float64(points[c.id]) / 100, Max: float64(most[c.id]) / 100,
		})
		sum += points[c.id]
	}
	r.Score = (sum + 50) / 100
	roundUp(r.Categories, r.Score)
	r.Recoverable = min((lost+s.winnable(levels)+50)/100, 100-r.Score)
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
