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

// Summary says in a line what an answer is worth and how long it is.
func (a Answer) Summary() string {
	covered := fmt.Sprintf("It covers %d of %d points", a.Covered(), len(a.Points))
	length := fmt.Sprintf("%d words, %d:%02d minutes to say", a.Words, a.Seconds/60, a.Seconds%60)
	if a.Words == 1 {
		length = "1 word"
	}
	switch a.Verdict {
	case Strong:
		return fmt.Sprintf("Strong. %s; %s.", covered, length)
	case Partial:
		return fmt.Sprintf("A good part. %s; %s.", covered, length)
	case Thin:
		return fmt.Sprintf("Thin. %s; %s.", covered, length)
	}
	return fmt.Sprintf("Off topic. Nothing in it was heard as an answer to this question; %s.", length)
}

// Has says what the answer has of a story of one's own.
func (s Story) Has() []string { return s.parts(true) }

// Lacks says what a story of one's own has beyond the answer.
func (s Story) Lacks() []string { return s.parts(false) }

func (s Story) parts(told bool) []string {
	var parts []string
	for _, part := range []struct {
		told bool
		name string
	}{
		{s.FirstPerson, "what you yourself did (I, not we)"},
		{s.Time, "when it was"},
		{s.Figure, "a figure"},
		{s.Outcome, "what came of it"},
	} {
		if part.told == told {
			parts = append(parts, part.name)
		}
	}
	return parts
}

// WriteText writes what an answer covers and misses, for a terminal.
func (a Answer) WriteText(w io.Writer) error {
	var b strings.Builder
	wrap(&b, a.Question.Title)
	b.WriteByte('\n')
	wrap(&b, a.Summary())
	var covered, missing []string
	for _, p := range a.Points {
		if !p.Covered() {
			missing = append(missing, p.Point.Text)
			continue
		}
		covered = append(covered, p.Point.Text)
		for _, e := range p.Evidence {
			covered = append(covered, fmt.Sprintf("%q", strings.Join(strings.Fields(e), " ")))
		}
	}
	for _, section := range []struct {
		heading string
		items   []string
	}{
		{"Covered, and the words that show it", covered},
		{"Not heard", missing},
		{"Your own story has", a.Story.Has()},
		{"Your own story lacks", a.Story.Lacks()},
		{"They would ask next", a.FollowUps},
	} {
		if len(section.items) > 0 {
			writeSection(&b, section.heading, itemize(section.items))
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
