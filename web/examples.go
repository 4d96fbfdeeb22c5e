package web

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/gin-gonic/gin"

	"shortlist/prep"
	"shortlist/prep/examples"
	"shortlist/scorer"
)

// The resume examples: what stands beside their lines is what the scorer says
// of the very PDF that is there to download.

const examplesPath = "/resume-examples"

func examplesOf(role string) string { return examplesPath + "/" + role }

// example is the resume of an invented person with its files, each made once.
type example struct {
	examples.Example
	id    string                            // of its report
	files map[string]func() ([]byte, error) // by extension
}

// loadExamples reads the examples, in the order of roles and levels.
var loadExamples = sync.OnceValues(func() ([]example, error) {
	list, err := examples.Load()
	if err != nil {
		return nil, err
	}
	var out []example
	for _, e := range list {
		out = append(out, example{e, "example-" + e.Role + "-" + e.Level, map[string]func() ([]byte, error){
			"pdf":  sync.OnceValues(e.PDF),
			"docx": sync.OnceValues(e.DOCX),
		}})
	}
	return out, nil
})

// stages say at which point of a career a level is.
var stages = map[string]string{"early": "Early career", "senior": "Senior"}

// Stage is the level in words.
func (e example) Stage() string { return stages[e.Level] }

// FilePath is where the file with the extension is.
func (e example) FilePath(extension string) string {
	return examplesOf(e.Role) + "/" + e.Level + "." + extension
}

type examplesPage struct {
	base
	Roles []roleExamples
}

// roleExamples are the examples of a role.
type roleExamples struct {
	ID, Label string
	Examples  []example
}

// rolesWithExamples returns the roles in the order of their pages.
func (s *Server) rolesWithExamples() []roleExamples {
	var out []roleExamples
	for _, role := range s.Library.Roles() {
		r := roleExamples{ID: role.ID, Label: s.roleTitle(role.ID)}
		for _, e := range s.examples {
			if e.Role == role.ID {
				r.Examples = append(r.Examples, e)
			}
		}
		if len(r.Examples) > 0 {
			out = append(out, r)
		}
	}
	return out
}

// examplesIndex lists the examples of all roles.
func (s *Server) examplesIndex(c *gin.Context) (view, error) {
	page := examplesPage{base: s.base("Resume examples for engineers", "examples"), Roles: s.rolesWithExamples()}
	page.Description = "Two resumes for each role, early career and senior, as PDF and Word: every line says why it works, what it proves and which interview question it invites."
	page.Address = s.address(c, examplesPath)
	page.Structured = []any{s.crumbs(c, crumb{"Resume examples", examplesPath})}
	return view{name: "examples", data: page, shared: true}, nil
}

type exampleRolePage struct {
	base
	ID, Label string // of the role
	Examples  []shownExample
	Others    []roleExamples
}

// shownExample is an example with what the scorer says of it.
type shownExample struct {
	example
	Report   string // path of its report
	Score    int
	Meaning  string
	Pages    int
	Measured int // signals
	Shown    int
	Parts    []shownPart
	Asked    []press // of the questions, those that come first
}

// shownPart is a section of a resume.
type shownPart struct {
	Heading string
	Text    *shownLine
	Entries []shownEntry
	Skills  []examples.Skills
	Items   []shownLine
}

// shownEntry is a job, a project or a school.
type shownEntry struct {
	Head, Under, Dates string
	Lines              []shownLine
}

// shownLine is a line with what it is worth.
type shownLine struct {
	Text, Why string
	Shows     []shownLevel // the strongest first
	Questions []prep.Question
}

// shownLevel is what a line shows at one level.
type shownLevel struct {
	Tag    tag
	Labels []string // of the signals
}

// lineSignal is a signal that a line shows.
type lineSignal struct {
	scorer.Signal
	level scorer.Level // of this line
}

// What is shown of a line at most.
const (
	lineSignals   = 4
	lineQuestions = 3
)

func (s *Server) examplesPage(c *gin.Context) (view, error) {
	role, ok := s.Scorer.Role(c.Param("role"))
	if !ok {
		return view{}, errNotFound
	}
	page := exampleRolePage{ID: role.ID, Label: s.roleTitle(role.ID)}
	page.base = s.base(page.Label+" resume examples", "examples")
	for _, r := range s.rolesWithExamples() {
		if r.ID != role.ID {
			page.Others = append(page.Others, r)
			continue
		}
		for _, e := range r.Examples {
			shown, err := s.showExample(c.Request.Context(), e)
			if err != nil {
				return view{}, err
			}
			page.Examples = append(page.Examples, shown)
		}
	}
	page.Description = fmt.Sprintf("Two resumes of %s engineers, early career and senior, as PDF and Word. Every line says why it works, what it proves and which interview question it invites.", role.Name)
	page.Address = s.address(c, examplesOf(role.ID))
	page.Structured = []any{s.crumbs(c, crumb{"Resume examples", examplesPath}, crumb{page.Label, examplesOf(role.ID)})}
	return view{name: "example", data: page, shared: true}, nil
}

// showExample joins an example with the report on its PDF.
func (s *Server) showExample(ctx context.Context, e example) (shownExample, error) {
	k, err := s.sampleReportOf(ctx, e.id)
	if err != nil {
		return shownExample{}, err
	}
	r := k.report
	out := shownExample{example: e, Report: "/report/" + e.id, Score: r.Score, Meaning: r.Meaning(), Pages: r.Document.File.Pages}
	for _, x := range r.Signals {
		switch x.Level {
		case scorer.Measured:
			out.Measured++
		case scorer.Shown:
			out.Shown++
		}
	}
	report := newReportPage(r, s.Library.Links(r))
	out.Asked = asked(report.Gaps.First, report.Claims.First)
	lines := s.lineShower(r)
	for _, section := range e.Sections {
		p := shownPart{Heading: section.Heading, Skills: section.Skills, Items: lines.all(section.Items)}
		if section.Text != nil {
			line := lines.show(*section.Text)
			p.Text = &line
		}
		for _, j := range section.Jobs {
			head, under := e.Heads(j)
			p.Entries = append(p.Entries, shownEntry{head, under, j.Span.String(), lines.all(j.Bullets)})
		}
		for _, x := range section.Projects {
			p.Entries = append(p.Entries, shownEntry{x.Name, "", x.Span.String(), lines.all(x.Bullets)})
		}
		for _, x := range section.Education {
			p.Entries = append(p.Entries, shownEntry{x.Degree, x.Place(), x.Span.String(), lines.all(x.Bullets)})
		}
		out.Parts = append(out.Parts, p)
	}
	return out, nil
}

// lineShower knows what a report says of each line.
type lineShower struct {
	library *prep.Library
	shows   map[string][]lineSignal // by the text of a statement
}

func (s *Server) lineShower(r *scorer.Report) lineShower {
	texts := map[int]string{} // of the statement that a line belongs to
	for _, statement := range r.Document.Statements {
		for _, line := range statement.Lines {
			texts[line] = statement.Text
		}
	}
	l := lineShower{s.Library, map[string][]lineSignal{}}
	for _, x := range r.Signals {
		best := map[string]scorer.Level{}
		for _, e := range x.Evidence {
			best[texts[e.Line]] = max(best[texts[e.Line]], e.Level)
		}
		for text, level := range best {
			if level >= scorer.Shown {
				l.shows[text] = append(l.shows[text], lineSignal{x, level})
			}
		}
	}
	for _, list := range l.shows {
		slices.SortStableFunc(list, func(a, b lineSignal) int { return cmp.Compare(b.level, a.level) })
	}
	return l
}

func (l lineShower) all(lines []examples.Line) []shownLine {
	var out []shownLine
	for _, line := range lines {
		out = append(out, l.show(line))
	}
	return out
}

func (l lineShower) show(line examples.Line) shownLine {
	out := shownLine{Text: line.Text, Why: line.Why}
	signals := l.shows[line.Text]
	signals = signals[:min(len(signals), lineSignals)]
	for _, x := range signals {
		out.add(x)
	}
	out.Questions = l.questions(signals)
	return out
}

// questions returns those that the signals of a line lead to. What several lead
// to comes first; the first question of a signal speaks of it most.
func (l lineShower) questions(signals []lineSignal) []prep.Question {
	var out []prep.Question
	votes := map[string]int{}
	for _, x := range signals {
		for i, id := range x.Questions {
			q, ok := l.library.Question(id)
			if ok && votes[id] == 0 {
				out = append(out, q)
			}
			votes[id]++
			if i == 0 {
				votes[id]++
			}
		}
	}
	slices.SortStableFunc(out, func(a, b prep.Question) int { return cmp.Compare(votes[b.ID], votes[a.ID]) })
	return out[:min(len(out), lineQuestions)]
}

// add puts a signal beside the others of its level.
func (l *shownLine) add(x lineSignal) {
	n := len(l.Shows)
	if t := levelTag(x.level); n == 0 || l.Shows[n-1].Tag != t {
		l.Shows, n = append(l.Shows, shownLevel{Tag: t}), n+1
	}
	l.Shows[n-1].Labels = append(l.Shows[n-1].Labels, x.Label)
}

// exampleTypes are the kinds of file in which an example can be had.
var exampleTypes = map[string]string{
	"pdf":  "application/pdf",
	"docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}

// exampleFile sends an example as a file.
func (s *Server) exampleFile(c *gin.Context) {
	level, extension, _ := strings.Cut(c.Param("file"), ".")
	i := slices.IndexFunc(s.examples, func(e example) bool { return e.Role == c.Param("role") && e.Level == level })
	if i < 0 || exampleTypes[extension] == "" {
		s.fail(c, errNotFound)
		return
	}
	e := s.examples[i]
	data, err := e.files[extension]()
	if err != nil {
		s.fail(c, fmt.Errorf("making an example: %w", err))
		return
	}
	sum := sha256.Sum256(data)
	c.Header("ETag", `"`+hex.EncodeToString(sum[:8])+`"`)
	c.Header("Cache-Control", "public, max-age=300")
	c.Header("Content-Type", exampleTypes[extension])
	c.Header("Content-Disposition", "attachment; filename="+e.FileName(extension))
	http.ServeContent(c.Writer, c.Request, "", time.Time{}, bytes.NewReader(data))
}
