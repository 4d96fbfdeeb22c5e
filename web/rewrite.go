package web

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"net/http"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/gin-gonic/gin"

	"shortlist/parser"
	"shortlist/scorer"
)

// A person tries a better line: the document is judged anew with it in the
// place of the old one. Nothing of that is kept.

const (
	maxLineLength = 1000 // characters
	maxLines      = 50   // in one request
	maxLinesBody  = 1 << 20
)

// linesJSON is what is sent to try lines.
type linesJSON struct {
	Lines []lineJSON `json:"lines"`
}

type lineJSON struct {
	Line int    `json:"line"`
	Text string `json:"text"`
}

// rewriteJSON answers lines that were tried.
type rewriteJSON struct {
	Schema  string          `json:"schema"`
	Was     int             `json:"was"`    // the score
	Score   int             `json:"score"`  // as it would be
	Points  float64         `json:"points"` // won, before the score is rounded
	Summary string          `json:"summary"`
	Lines   []triedLineJSON `json:"lines"`
	Changes []pointsJSON    `json:"changes"`
}

type triedLineJSON struct {
	Line    int              `json:"line"`
	Was     string           `json:"was"`
	Text    string           `json:"text"`
	Level   int              `json:"level"`
	Points  float64          `json:"points"` // won by this line alone
	Reason  string           `json:"reason"`
	Signals []lineSignalJSON `json:"signals"`
}

type lineSignalJSON struct {
	ID    string `json:"id"`
	Label string `json:"label"`
	Level int    `json:"level"`
}

// pointsJSON is a finding or a signal that gives other points than before.
type pointsJSON struct {
	ID     string  `json:"id"`
	Label  string  `json:"label"`
	Points float64 `json:"points"` // won
	Reason string  `json:"reason"`
}

func (s *Server) apiRewrite(c *gin.Context) (any, error) {
	k, err := s.live(c)
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(http.MaxBytesReader(nil, c.Request.Body, maxLinesBody))
	if err != nil {
		return nil, broken(err)
	}
	var asked linesJSON
	if err := json.Unmarshal(data, &asked); err != nil {
		return nil, badRequest(`The body is no JSON of the form {"lines": [{"line": 12, "text": "…"}]}.`)
	}
	var changes []scorer.Rewrite
	for _, l := range asked.Lines {
		changes = append(changes, scorer.Rewrite{Line: l.Line, Text: l.Text})
	}
	done, err := s.reading(c.Request.Context())
	if err != nil {
		return nil, err
	}
	defer done()
	return s.rewrite(k, changes)
}

// rewrite judges the document of a report with other words in some lines.
func (s *Server) rewrite(k kept, changes []scorer.Rewrite) (rewriteJSON, error) {
	if len(changes) > maxLines {
		return rewriteJSON{}, badRequest(fmt.Sprintf("There are too many lines in it. Send up to %d.", maxLines))
	}
	for _, c := range changes {
		if utf8.RuneCountInString(c.Text) > maxLineLength {
			return rewriteJSON{}, badRequest(fmt.Sprintf("One of the lines is too long. A line may have up to %d characters.", maxLineLength))
		}
	}
	o := scorer.Options{Role: k.report.Role, Job: k.posting}
	report, lines, err := s.Scorer.Rewrite(k.report.Document, o, changes)
	if errors.Is(err, scorer.ErrLine) {
		return rewriteJSON{}, badRequest("One of the lines is none that says what you did. Take the line from the report.")
	}
	if err != nil {
		return rewriteJSON{}, fmt.Errorf("judging other words: %w", err)
	}
	out := rewriteJSON{
		Schema: "shortlist.rewrite/1", Was: k.report.Score, Score: report.Score, Points: won(k.report, report),
		Lines: []triedLineJSON{}, Changes: changedPoints(k.report, report),
	}
	out.Summary = rewriteSummary(out)
	for i, l := range lines {
		alone := report
		if len(changes) > 1 {
			if alone, _, err = s.Scorer.Rewrite(k.report.Document, o, changes[i:i+1]); err != nil {
				return rewriteJSON{}, fmt.Errorf("judging other words: %w", err)
			}
		}
		tried := triedLineJSON{
			Line: l.Line, Was: l.Was, Text: strings.Join(strings.Fields(l.Text), " "), Level: int(l.Best()),
			Points: won(k.report, alone), Reason: l.Reason(), Signals: []lineSignalJSON{},
		}
		for _, x := range l.Signals {
			tried.Signals = append(tried.Signals, lineSignalJSON{x.ID, x.Label, int(x.Level)})
		}
		out.Lines = append(out.Lines, tried)
	}
	return out, nil
}

// won is how many points one report has more than another, to the hundredth.
func won(was, is *scorer.Report) float64 {
	sum := 0.0
	for i, c := range is.Categories {
		sum += c.Points - was.Categories[i].Points
	}
	return hundredth(sum)
}

func hundredth(p float64) float64 { return math.Round(p*100) / 100 }

func rewriteSummary(r rewriteJSON) string {
	score := fmt.Sprintf("The score would be %d of 100", r.Score)
	switch {
	case len(r.Lines) == 0 && r.Points == 0 && r.Score == r.Was && len(r.Changes) == 0:
		return score + ", as it is."
	case r.Points > 0:
		return fmt.Sprintf("%s, with %s won. It is %d now.", score, pointsWords(r.Points), r.Was)
	case r.Points < 0:
		return fmt.Sprintf("%s, with %s lost. It is %d now.", score, pointsWords(-r.Points), r.Was)
	}
	return score + ", as it is: what this says, other lines say as well, or it is not counted."
}

func pointsWords(p float64) string {
	switch words := points(p); words {
	case "0":
		return "less than 0.1 points"
	case "1":
		return "1 point"
	default:
		return words + " points"
	}
}

// changedPoints returns what gives other points than before.
func changedPoints(was, is *scorer.Report) []pointsJSON {
	out := []pointsJSON{}
	for i, s := range is.Signals {
		if p := hundredth(s.Points - was.Signals[i].Points); p != 0 {
			from, to := levelTag(was.Signals[i].Level).Word, levelTag(s.Level).Word
			reason := from + " before, " + to + " now"
			if from == to {
				reason = to + ", with another share of its group"
			}
			out = append(out, pointsJSON{s.ID, s.Label, p, reason})
		}
	}
	for i, f := range is.Findings {
		if p := hundredth(f.Points - was.Findings[i].Points); p != 0 {
			out = append(out, pointsJSON{f.ID, f.Title, p, f.Reason})
		}
	}
	return out
}

// linesPage is the page on which lines are tried.
type linesPage struct {
	base
	ID     string
	Score  int
	Groups []lineGroup
	Max    int          // characters of a line
	Result *rewriteJSON // nil before anything was tried
}

// lineGroup is the lines of a job, a project, or what stands under none.
type lineGroup struct {
	Title string
	Lines []lineRow
}

type lineRow struct {
	Line  int
	Was   string
	Text  string
	Tried *triedLineJSON // nil if it is as it was
}

func (s *Server) lines(c *gin.Context) (view, error) {
	k, err := s.live(c)
	if err != nil {
		return view{}, err
	}
	return s.linesView(c.Param("id"), k, nil), nil
}

// postLines tries the lines of the form that differ from the resume.
func (s *Server) postLines(c *gin.Context) (view, error) {
	k, err := s.live(c)
	if err != nil {
		return view{}, err
	}
	c.Request.Body = http.MaxBytesReader(nil, c.Request.Body, maxLinesBody)
	if err := c.Request.ParseForm(); err != nil {
		return view{}, broken(err)
	}
	var changes []scorer.Rewrite
	for _, st := range scorer.Rewritable(k.report.Document) {
		text, sent := c.Request.PostForm["line-"+strconv.Itoa(st.Lines[0])]
		if sent && strings.Join(strings.Fields(text[0]), " ") != strings.Join(strings.Fields(st.Text), " ") {
			changes = append(changes, scorer.Rewrite{Line: st.Lines[0], Text: text[0]})
		}
	}
	done, err := s.reading(c.Request.Context())
	if err != nil {
		return view{}, err
	}
	defer done()
	result, err := s.rewrite(k, changes)
	if err != nil {
		return view{}, err
	}
	return s.linesView(c.Param("id"), k, &result), nil
}

func (s *Server) linesView(id string, k kept, result *rewriteJSON) view {
	page := linesPage{base: s.base("Try better lines", ""), ID: id, Score: k.report.Score, Max: maxLineLength, Result: result}
	page.NoIndex = true
	page.Scripts = []string{"report.js"}
	for _, st := range scorer.Rewritable(k.report.Document) {
		row := lineRow{Line: st.Lines[0], Was: st.Text, Text: st.Text}
		if result != nil {
			for i, l := range result.Lines {
				if l.Line == row.Line {
					row.Text, row.Tried = l.Text, &result.Lines[i]
				}
			}
		}
		title := groupTitle(k.report.Document, st)
		if n := len(page.Groups); n == 0 || page.Groups[n-1].Title != title {
			page.Groups = append(page.Groups, lineGroup{Title: title})
		}
		g := &page.Groups[len(page.Groups)-1]
		g.Lines = append(g.Lines, row)
	}
	return view{name: "lines", data: page}
}

// groupTitle names the entry that a statement belongs to.
func groupTitle(d *parser.Document, st parser.Statement) string {
	var parts []string
	switch {
	case st.Job >= 0 && st.Job < len(d.Jobs):
		parts = []string{d.Jobs[st.Job].Title, d.Jobs[st.Job].Company}
	case st.Project >= 0 && st.Project < len(d.Projects):
		parts = []string{d.Projects[st.Project].Name}
	}
	var known []string
	for _, p := range parts {
		if p != "" {
			known = append(known, p)
		}
	}
	if len(known) == 0 {
		return "Other lines"
	}
	return strings.Join(known, ", ")
}

// Tag is the level of a line that was tried, as a word.
func (l triedLineJSON) Tag() tag { return levelTag(scorer.Level(l.Level)) }

// Signed is what the line won, with its sign.
func (l triedLineJSON) Signed() string { return signed(l.Points) }

// Signed is what changed, with its sign.
func (p pointsJSON) Signed() string { return signed(p.Points) }
