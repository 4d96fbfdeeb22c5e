package examples

import (
	"bytes"
	"time"

	"codeberg.org/go-pdf/fpdf"
)

// made is the date in the files, so that their bytes do not change.
var made = time.Date(2026, time.January, 15, 9, 0, 0, 0, time.UTC)

// Measures of the page in points.
const (
	margin     = 50.0 // left and right
	topMargin  = 42.0 // and at the foot
	leading    = 1.3  // height of a line over the size of its letters
	bulletDent = 11.0
)

// PDF returns the resume in one column of real text in the standard fonts, with
// links that work and an outline of its sections.
func (e Example) PDF() ([]byte, error) {
	paper, font := "A4", "Helvetica"
	if e.Look.Letter {
		paper = "Letter"
	}
	if e.Look.Serif {
		font = "Times"
	}
	doc := fpdf.New("P", "pt", paper, "")
	doc.SetCreationDate(made)
	doc.SetModificationDate(made)
	doc.SetCatalogSort(true)
	doc.SetProducer("shortlist", false)
	doc.SetTitle(e.Name+", "+e.Title, true)
	doc.SetAuthor(e.Name, true)
	doc.SetLang("en")
	doc.SetMargins(margin, topMargin, margin)
	doc.SetAutoPageBreak(true, topMargin)
	doc.SetCellMargin(0)
	doc.AddPage()

	w := &pdfWriter{doc: doc, font: font, size: float64(e.Look.points()), encode: doc.UnicodeTranslatorFromDescriptor("cp1252")}
	blocks := e.blocks()
	for i, b := range blocks {
		w.keep(together(blocks[i:]))
		w.write(b)
	}
	var out bytes.Buffer
	err := doc.Output(&out)
	return out.Bytes(), err
}

type pdfWriter struct {
	doc    *fpdf.Fpdf
	font   string
	size   float64 // of the letters of the text
	encode func(string) string
}

func (w *pdfWriter) write(b block) {
	text := w.encode(b.Text)
	switch b.Kind {
	case nameBlock:
		w.set("B", 2*w.size)
		w.doc.MultiCell(0, 2*w.size*leading, text, "", "L", false)
	case titleBlock:
		w.set("", w.size+2)
		w.doc.MultiCell(0, (w.size+2)*leading, text, "", "L", false)
		w.doc.Ln(2)
	case contactBlock:
		w.set("", w.size)
		w.contacts(b.Parts)
	case headingBlock:
		w.heading(b.Text)
	case entryBlock:
		w.doc.Ln(3)
		w.set("B", w.size)
		w.doc.CellFormat(w.doc.GetStringWidth(text), w.line(), text, "", 0, "L", false, 0, "")
		w.set("", w.size)
		w.doc.CellFormat(0, w.line(), w.encode(b.Aside), "", 1, "R", false, 0, "")
	case underBlock:
		w.set("I", w.size)
		w.doc.MultiCell(0, w.line(), text, "", "L", false)
		w.doc.Ln(1)
	case textBlock:
		w.set("B", w.size)
		w.doc.Write(w.line(), w.encode(b.Label))
		w.set("", w.size)
		w.doc.Write(w.line(), text)
		w.doc.Ln(w.line() + 1)
	case bulletBlock:
		w.set("", w.size)
		width := w.right() - margin - bulletDent
		w.keep(len(w.doc.SplitLines([]byte(text), width)))
		w.doc.CellFormat(bulletDent, w.line(), w.encode("•"), "", 0, "L", false, 0, "")
		w.doc.MultiCell(width, w.line(), text, "", "L", false)
		w.doc.Ln(1)
	}
}

func (w *pdfWriter) set(style string, size float64) { w.doc.SetFont(w.font, style, size) }

// line is the height of a line of text.
func (w *pdfWriter) line() float64 { return w.size * leading }

// right is the right edge of the text.
func (w *pdfWriter) right() float64 {
	width, _ := w.doc.GetPageSize()
	return width - margin
}

// together returns how many lines the first of some blocks needs on one page:
// a head does not stand without something under it.
func together(blocks []block) int {
	switch blocks[0].Kind {
	case headingBlock:
		return 2 + together(blocks[1:])
	case entryBlock:
		return 4
	}
	return 1
}

// keep begins a new page unless so many lines have room on this one.
func (w *pdfWriter) keep(lines int) {
	_, height := w.doc.GetPageSize()
	if w.doc.GetY()+float64(lines)*w.line() > height-topMargin {
		w.doc.AddPage()
	}
}

func (w *pdfWriter) heading(text string) {
	w.doc.Ln(9)
	w.set("B", w.size+1)
	w.doc.Bookmark(text, 0, -1)
	w.doc.SetTextColor(11, 93, 78)
	w.doc.MultiCell(0, (w.size+1)*leading, w.encode(text), "", "L", false)
	w.doc.SetTextColor(0, 0, 0)
	w.doc.SetDrawColor(160, 170, 167)
	w.doc.SetLineWidth(.6)
	w.doc.Line(margin, w.doc.GetY(), w.right(), w.doc.GetY())
	w.doc.Ln(3)
}

// contacts writes the parts side by side, with a new line where one has no room.
func (w *pdfWriter) contacts(parts []Contact) {
	const separator = "  |  "
	height := w.line()
	for i, part := range parts {
		text := w.encode(part.Text)
		if i > 0 {
			if w.doc.GetX()+w.doc.GetStringWidth(separator+text) > w.right() {
				w.doc.Ln(height)
			} else {
				w.doc.Write(height, separator)
			}
		}
		if part.URL == "" {
			w.doc.Write(height, text)
		} else {
			w.doc.WriteLinkString(height, text, part.URL)
		}
	}
	w.doc.Ln(height)
}
