package prep

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// textWidth is the columns of the text forms.
const textWidth = 80

// WriteText writes the question with all that belongs to it, for a terminal.
func (q Question) WriteText(w io.Writer) error {
	var b strings.Builder
	wrap(&b, q.Title)
	fmt.Fprintf(&b, "(%s, %s)\n", q.Group, q.ID)
	writeSection(&b, evaluatingHeading, q.EvaluatingText)
	writeSection(&b, frameworkHeading, q.FrameworkText)
	var points []string
	for _, p := range q.Points {
		points = append(points, p.Text)
	}
	writeSection(&b, "What a good answer says", itemize(points))
	writeSection(&b, "Mistakes that cost the round", itemize(q.Mistakes))
	writeSection(&b, "Follow-up questions", itemize(q.FollowUps))
	_, err := io.WriteString(w, b.String())
	return err
}

// WriteText writes the introduction and the list of questions, for a terminal.
func (p RolePage) WriteText(w io.Writer) error {
	var b strings.Builder
	wrap(&b, p.Title)
	fmt.Fprintf(&b, "(%d questions, %d minutes to read in full)\n\n", len(p.all()), p.Minutes)
	writeLines(&b, p.IntroText)
	for _, g := range p.Groups {
		writeSection(&b, g.Title, g.Intro)
		b.WriteByte('\n')
		for _, q := range g.Questions {
			wrap(&b, "- "+q.ID+": "+q.Title)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func itemize(texts []string) string { return "- " + strings.Join(texts, "\n- ") }

func writeSection(b *strings.Builder, heading, text string) {
	fmt.Fprintf(b, "\n%s\n%s\n\n", heading, strings.Repeat("-", utf8.RuneCountInString(heading)))
	writeLines(b, text)
}

func writeLines(b *strings.Builder, text string) {
	for line := range strings.SplitSeq(text, "\n") {
		wrap(b, line)
	}
}

// wrap writes a line broken at textWidth, the item of a list indented by its
// mark.
func wrap(b *strings.Builder, line string) {
	indent := strings.Repeat(" ", len(listMark.FindString(line)))
	column := 0
	for i, word := range strings.Fields(line) {
		n := utf8.RuneCountInString(word)
		switch {
		case i == 0:
		case column+1+n > textWidth:
			b.WriteString("\n" + indent)
			column = len(indent)
		default:
			b.WriteByte(' ')
			column++
		}
		b.WriteString(word)
		column += n
	}
	b.WriteByte('\n')
}
