package web

import (
	"bytes"
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"shortlist/prep"
	"shortlist/scorer"
)

// The prep sheet: the questions for one person, in the order in which to
// prepare them, on one page to print and to write on.

// sheetQuestions is how many questions fit a printed page with room for notes.
const sheetQuestions = 10

type prepSheetPage struct {
	base
	ID        string
	Person    string
	Role      string
	Questions []sheetQuestion
}

// sheetQuestion is a question with what of the resume leads to it.
type sheetQuestion struct {
	Question prep.Question
	Why      string
	Tag      tag    // how the resume stands to it; no word for one that every loop asks
	Line     string // of the resume; "" if none leads here
}

func (s *Server) prepSheet(c *gin.Context) {
	k, err := s.live(c)
	if err != nil {
		s.fail(c, err)
		return
	}
	role, _ := s.Library.Role(k.report.Role) // the zero page has no questions
	page := prepSheetPage{
		base: s.base("Prep sheet", ""), ID: c.Param("id"),
		Person: k.report.Document.Name, Role: k.report.RoleTitle(), Questions: sheetQuestionsOf(s.Library.Links(k.report), role),
	}
	page.NoIndex = true
	page.Scripts = []string{"report.js"}
	switch format := c.DefaultQuery("format", "html"); format {
	case "html":
		s.render(c, http.StatusOK, view{name: "prep-sheet", data: page})
	case "markdown":
		c.Header("Content-Disposition", "attachment; filename=prep-sheet.md")
		c.Data(http.StatusOK, "text/markdown; charset=utf-8", page.markdown())
	default:
		s.fail(c, badRequest("There is no such format. Choose one of: html, markdown."))
	}
}

// sheetQuestionsOf takes what is left open and what is claimed in turn; where
// that is not enough, what every loop for the role asks.
func sheetQuestionsOf(links prep.Links, role prep.RolePage) []sheetQuestion {
	var out []sheetQuestion
	add := func(q sheetQuestion) {
		taken := func(o sheetQuestion) bool { return o.Question.ID == q.Question.ID }
		if len(out) < sheetQuestions && !slices.ContainsFunc(out, taken) {
			out = append(out, q)
		}
	}
	quoted := map[string]bool{} // lines, each under one question
	fromLink := func(l prep.Link) sheetQuestion {
		q := sheetQuestion{Question: l.Question, Why: l.Why, Tag: levelTag(l.Level)}
		for _, e := range l.Evidence {
			line := withoutBullet(cmp.Or(e.Context, e.Quote))
			if l.Level != scorer.Absent && !quoted[line] {
				q.Line = line
				quoted[line] = true
				break
			}
		}
		return q
	}
	for i := range max(len(links.Gaps), len(links.Claims)) {
		if i < len(links.Claims) {
			add(fromLink(links.Claims[i]))
		}
		if i < len(links.Gaps) {
			add(fromLink(links.Gaps[i]))
		}
	}
	for _, g := range role.Groups {
		for _, q := range g.Questions {
			add(sheetQuestion{Question: q, Why: "Every loop may ask it."})
		}
	}
	return out
}

// markdown writes the sheet as Markdown. Text of the resume comes out as text.
func (p prepSheetPage) markdown() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "# Prep sheet\n\n%s\n", scorer.EscapeMarkdown(strings.Join(slices.DeleteFunc([]string{p.Person, p.Role}, func(s string) bool { return s == "" }), ", ")))
	for i, q := range p.Questions {
		fmt.Fprintf(&b, "\n## %d. %s\n\n", i+1, scorer.EscapeMarkdown(q.Question.Title))
		if q.Line != "" {
			fmt.Fprintf(&b, "> %s\n\n", scorer.EscapeMarkdown(q.Line))
		}
		fmt.Fprintf(&b, "%s\n\n", scorer.EscapeMarkdown(q.Why))
		for _, point := range q.Question.Points {
			fmt.Fprintf(&b, "- [ ] %s\n", scorer.EscapeMarkdown(point.Text))
		}
		b.WriteString("\nNotes:\n\n")
	}
	return b.Bytes()
}
