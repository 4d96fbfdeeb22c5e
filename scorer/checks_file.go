package scorer

import (
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"shortlist/parser"
)

// The readability checks: what a machine gets out of the file.

// notices returns the notices of that id and the lines they are about.
func (r *reading) notices(id string) (texts []string, lines []int) {
	for _, n := range r.doc.Notices {
		if n.ID == id {
			texts = append(texts, n.Text)
			lines = append(lines, n.Line)
		}
	}
	return texts, lines
}

// noticed turns the reader's notices of that id into a warning.
func (r *reading) noticed(id, fix string) (outcome, bool) {
	texts, lines := r.notices(id)
	if len(texts) == 0 {
		return outcome{}, false
	}
	reason := texts[0]
	if len(texts) > 1 {
		reason += fmt.Sprintf(" The same holds in %s.", count(len(texts)-1, "more place"))
	}
	return outcome{status: Warn, reason: reason, fix: fix, evidence: r.quote(lines...)}, true
}

func (r *reading) textLayer() outcome {
	words, pages := r.words(), max(r.doc.File.Pages, 1)
	if o, ok := r.noticed("text-layer", fixPicture); ok {
		return o
	}
	if r.docx() {
		return passed("A Word document holds its words as text; %s were read.", count(words, "word"))
	}
	if float64(words) < r.limits["page-words"]*float64(pages) {
		return outcome{
			status: Warn,
			reason: fmt.Sprintf("Only %s could be read on %s; the rest may be a picture.", count(words, "word"), count(pages, "page")),
			fix:    fixPicture,
		}
	}
	return skipped("%s were read as text on %s. Whether a page holds words as a picture besides cannot be seen by the one reader that looked.",
		capitalize(count(words, "word")), count(pages, "page"))
}

const fixPicture = "Export the PDF from the program you wrote it in, rather than scanning or printing it as a picture. Words you can select with the mouse are text."

// fontsDecode finds letters that came out as none: the replacement character,
// private-use characters within words, control characters.
func (r *reading) fontsDecode() outcome {
	const fix = "Export the PDF again with embedded standard fonts, and copy the line out of it into a plain text editor to see whether it reads right."
	if o, ok := r.noticed("fonts-decode", fix); ok {
		return o
	}
	var bad []int
	for _, l := range r.doc.Lines {
		if strings.ContainsFunc(l.Text, undecoded) {
			bad = append(bad, l.ID)
		}
	}
	switch {
	case len(bad) > 0:
		return outcome{
			status:   Warn,
			reason:   fmt.Sprintf("%s %s characters that are no letters: their font does not say what they stand for.", capitalize(count(len(bad), "line")), verb(len(bad), "holds", "hold")),
			fix:      fix,
			evidence: r.quote(bad...),
		}
	case r.docx():
		return passed("A Word document stores letters, not shapes; all of them were read.")
	}
	return skipped("No unreadable character was met. Whether a letter was lost in between shows only beside a second reading of the page.")
}

func undecoded(c rune) bool {
	return c == unicode.ReplacementChar || unicode.Is(unicode.Co, c) || unicode.IsControl(c) && c != '\t' && c != '\n'
}

func (r *reading) readingOrder() outcome {
	const fix = "Put everything into one column; a second column for skills or contact details is what most often gets read across."
	if o, ok := r.noticed("reading-order", fix); ok {
		return o
	}
	if r.docx() {
		return passed("A Word document keeps its paragraphs in one order.")
	}
	return skipped("The order in which a machine takes the words can only be judged beside a second reading that follows the page.")
}

// partLines returns the lines of a part of the document and their share of its words.
func (r *reading) partLines(where parser.Part) (lines []int, part float64) {
	words := 0
	for _, l := range r.doc.Lines {
		if l.Part() == where {
			lines = append(lines, l.ID)
			words += len(strings.Fields(l.Text))
		}
	}
	return lines, float64(words) / float64(max(r.words(), 1))
}

func (r *reading) tables() outcome {
	const fix = "Set what stands in the table as plain lines, one entry below the other, with tabs where you want columns."
	lines, part := r.partLines(parser.PartTable)
	if len(lines) == 0 {
		if o, ok := r.noticed("tables", fix); ok {
			return o
		}
		if r.docx() {
			return passed("No text stands in a table.")
		}
		return skipped("A PDF does not say what is a table; that can only be judged beside a second reading that follows the page.")
	}
	o := outcome{
		status:   Warn,
		reason:   fmt.Sprintf("%s of the words stand in table cells. Some systems read a table cell by cell, others row by row, and some drop it.", percent(part)),
		fix:      fix,
		evidence: r.quote(lines...),
	}
	if part >= r.limits["table-share"] {
		o.status = Fail
	}
	return o
}

func (r *reading) textBoxes() outcome {
	const fix = "Move the text of the boxes into the body of the document. In Word, click the edge of the box, cut its text and paste it as a paragraph."
	if !r.docx() {
		return skipped("A PDF has no text boxes; this is asked of Word documents only.")
	}
	lines, part := r.partLines(parser.PartTextBox)
	if len(lines) == 0 {
		if o, ok := r.noticed("text-boxes", fix); ok {
			return o
		}
		return passed("No text stands in a text box, frame or drawing.")
	}
	o := outcome{
		status:   Warn,
		reason:   fmt.Sprintf("%s of the words stand in text boxes, which many systems leave out.", percent(part)),
		fix:      fix,
		evidence: r.quote(lines...),
	}
	if held := r.contactsAmong(lines); len(held) > 0 {
		o.status = Fail
		o.reason = fmt.Sprintf("%s %s in a text box, which many systems leave out.", capitalize(join(held)), verb(len(held), "stands", "stand"))
	} else if part >= r.limits["box-share"] {
		o.status = Fail
	}
	return o
}

func (r *reading) headerFooter() outcome {
	const fix = "Move it into the body of the first page. Page numbers may stay where they are."
	if !r.docx() {
		return skipped("A PDF has no page header of its own: what is printed at the top or foot is text of the page. This is asked of Word documents only.")
	}
	header, _ := r.partLines(parser.PartHeader)
	footer, _ := r.partLines(parser.PartFooter)
	lines := r.wordy(append(header, footer...))
	if len(lines) == 0 {
		return passed("Nothing but page numbers, if anything, stands in the page header and footer.")
	}
	o := outcome{
		status:   Warn,
		reason:   fmt.Sprintf("%s %s in the page header or footer, which many systems skip.", capitalize(count(len(lines), "line")), verb(len(lines), "stands", "stand")),
		fix:      fix,
		evidence: r.quote(lines...),
	}
	if held := r.contactsAmong(lines); len(held) > 0 {
		o.status = Fail
		o.reason = fmt.Sprintf("%s %s only in the page header or footer, which many systems skip.", capitalize(join(held)), verb(len(held), "stands", "stand"))
	}
	return o
}

var pageNumberRE = regexp.MustCompile(`(?i)^\W*(?:page\W*)?\d*\W*(?:(?:of|/|\|)\W*\d+)?\W*$`)

// wordy leaves out lines that hold nothing but a page number.
func (r *reading) wordy(lines []int) []int {
	var out []int
	for _, id := range lines {
		if !pageNumberRE.MatchString(r.doc.Lines[id].Text) {
			out = append(out, id)
		}
	}
	return out
}

// contactsAmong says which of name, e-mail and phone stand in these lines and
// in no other.
func (r *reading) contactsAmong(lines []int) []string {
	inside := make(map[int]bool)
	for _, id := range lines {
		inside[id] = true
	}
	var held []string
	for _, c := range []struct {
		what string
		on   func(line string) bool
	}{
		{"your name", func(line string) bool { return holdsFolded(line, r.doc.Name) }},
		{"your e-mail address", func(line string) bool { return holdsFolded(line, r.doc.Email) }},
		{"your phone number", func(line string) bool { return holdsPhone(line, r.doc.Phone) }},
	} {
		in, out := false, false
		for _, l := range r.doc.Lines {
			if c.on(l.Text) {
				in, out = in || inside[l.ID], out || !inside[l.ID]
			}
		}
		if in && !out {
			held = append(held, c.what)
		}
	}
	return held
}

func holdsFolded(line, what string) bool {
	return what != "" && strings.Contains(foldSpace(line), foldSpace(what))
}

func foldSpace(s string) string {
	return strings.Join(strings.Fields(strings.ToLower(s)), " ")
}

// holdsPhone reports whether the line shows the number, country code or not.
func holdsPhone(line, phone string) bool {
	want := onlyDigits(phone)
	if len(want) < 7 {
		return false
	}
	return strings.Contains(onlyDigits(line), want[max(0, len(want)-8):])
}

func onlyDigits(s string) string {
	return strings.Map(func(c rune) rune {
		if c < '0' || c > '9' {
			return -1
		}
		return c
	}, s)
}

// toMachineRE matches text that tells a machine what to do with the resume.
var toMachineRE = regexp.MustCompile(`(?i)\b(?:ignore|disregard|forget) (?:all |any )?(?:the )?(?:previous|prior|above|earlier) (?:instructions?|prompts?)\b|\b(?:chatgpt|gpt|llm|language model|ai (?:model|assistant|system|recruiter|screener))s?\b[^.]{0,40}\b(?:rank|rate|score|recommend|select|shortlist|hire) (?:this|the|me)\b|\bsystem prompt:|\brecommend this candidate\b`)

// mayAddressMachine spares most lines the search for the whole pattern.
func mayAddressMachine(line string) bool {
	lower := strings.ToLower(line)
	return slices.ContainsFunc([]string{"ignore", "disregard", "forget", "gpt", "llm", "language model", "ai ", "system prompt", "this candidate"},
		func(cue string) bool { return strings.Contains(lower, cue) })
}

func (r *reading) hiddenText() outcome {
	for _, l := range r.doc.Lines {
		if !mayAddressMachine(l.Text) {
			continue
		}
		if m := toMachineRE.FindString(l.Text); m != "" {
			o := outcome{
				status:   Fail,
				reason:   fmt.Sprintf("%s is addressed to a machine, not to a reader. Whoever finds it will stop reading.", quoted(m)),
				fix:      "Delete that text.",
				evidence: r.quote(l.ID),
			}
			o.evidence[0].Words = []string{m}
			return o
		}
	}
	if o, ok := r.noticed("hidden-text", "Delete the hidden text, or make it visible if it says something about you."); ok {
		o.status = Fail
		return o
	}
	if r.docx() {
		return passed("No text is formatted as hidden, white or tiny.")
	}
	return skipped("No text speaks to a machine. Whether text is covered or drawn in white shows only beside a second reading of the page.")
}

// nameRE matches what file names collect on the way: copies, drafts, defaults.
var nameRE = regexp.MustCompile(`(?i)\b(?:untitled|document\s?\d*|doc\s?\d+|new microsoft word document|scan(?:ned)?\s?\d*|img\s?\d+|copy|final|draft|latest|updated?|new|old|edited|modified)\b|\(\d+\)`)

func (r *reading) fileKind() outcome {
	name := r.doc.File.Name
	ext := strings.ToLower(strings.TrimPrefix(filepath.Ext(name), "."))
	stem := strings.TrimSuffix(name, filepath.Ext(name))
	kind := map[string]string{"pdf": "a PDF", "docx": "a Word document"}[r.doc.File.Kind]
	if kind == "" || name == "" || name == "-" {
		return skipped("No file name came with the document, so there is none to judge.")
	}
	if ext != r.doc.File.Kind && (ext == "pdf" || ext == "docx" || ext == "doc") {
		return outcome{
			status: Warn,
			reason: fmt.Sprintf("The name ends in .%s, but the file is %s.", ext, kind),
			fix:    fmt.Sprintf("Rename it so that it ends in .%s.", r.doc.File.Kind),
		}
	}
	if m := nameRE.FindString(strings.NewReplacer("_", " ", "-", " ").Replace(stem)); m != "" {
		return outcome{
			status: Warn,
			reason: fmt.Sprintf("The file is called %s; %s tells a recruiter about your folders rather than about you.", quoted(name), quoted(m)),
			fix:    fmt.Sprintf("Call it by your name and the work you do, such as First-Last-Backend-Engineer.%s.", r.doc.File.Kind),
		}
	}
	return passed("%s is %s of %s, not locked.", quoted(name), kind, size(r.doc.File.Bytes))
}

func size(bytes int) string {
	if bytes < 1<<20 {
		return fmt.Sprintf("%d kB", max(bytes/1000, 1))
	}
	return fmt.Sprintf("%.1f MB", float64(bytes)/1e6)
}

func percent(share float64) string {
	if share < 0.01 {
		return "Less than 1%"
	}
	return fmt.Sprintf("%.0f%%", share*100)
}

// join lists things in a sentence: "a, b and c".
func join(s []string) string {
	if len(s) < 2 {
		return strings.Join(s, "")
	}
	return strings.Join(s[:len(s)-1], ", ") + " and " + s[len(s)-1]
}
