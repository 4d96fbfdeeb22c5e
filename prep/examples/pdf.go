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
	margin     = 51.0
	bodySize   = 10.0
	leading    = 1.3 // height of a line over the size of its letters
	bulletDent = 11.0
	keepLines  = 4 // of a new section or entry, which stay on one page
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
	doc.SetMargins(margin, margin, margin)
	doc.SetAutoPageBreak(true, margin)
	doc.SetCellMargin(0)
	doc.AddPage()

	w := &pdfWriter{doc: doc, font: font, encode: doc.UnicodeTranslatorFromDescriptor("cp1252")}
	for _, b := range e.blocks() {
		w.write(b)
	}
	var out bytes.Buffer
	err := doc.Output(&out)
	return out.Bytes(), err
}

type pdfWriter struct {
	doc    *fpdf.Fpdf
	font   string
	encode func(string) string
}

func (w *pdfWriter) write(b block) {
	text := w.encode(b.Text)
	switch b.Kind {
	case nameBlock:
		w.set("B", 20)
		w.doc.MultiCell(0, 20*leading, text, "", "L", false)
	case titleBlock:
		w.set("", 12)
		w.doc.MultiCell(0, 12*leading, text, "", "L", false)
		w.doc.Ln(2)
	case contactBlock:
		w.set("", bodySize)
		w.contacts(b.Parts)
	case headingBlock:
		w.heading(b.Text)
	case entryBlock:
		w.keep(keepLines)
		w.doc.Ln(3)
		w.set("B", bodySize)
		w.doc.CellFormat(w.doc.GetStringWidth(text), bodySize*leading, text, "", 0, "L", false, 0, "")
		w.set("", bodySize)
		w.doc.CellFormat(0, bodySize*leading, w.encode(b.Aside), "", 1, "R", false, 0, "")
	case underBlock:
		w.set("I", bodySize)
		w.doc.MultiCell(0, bodySize*leading, text, "", "L", false)
		w.doc.Ln(1)
	case textBlock:
		w.set("B", bodySize)
		w.doc.Write(bodySize*leading, w.encode(b.Label))
		w.set("", bodySize)
		w.doc.Write(bodySize*leading, text)
		w.doc.Ln(bodySize*leading + 1)
	case bulletBlock:
		w.set("", bodySize)
		width := w.right() - margin - bulletDent
		w.keep(len(w.doc.SplitLines([]byte(text), width)))
		w.doc.CellFormat(bulletDent, bodySize*leading, w.encode("•"), "", 0, "L", false, 0, "")
		w.doc.MultiCell(width, bodySize*leading, text, "", "L", false)
		w.doc.Ln(1)
	}
}

func (w *pdfWriter) set(style string, size float64) { w.doc.SetFont(w.font, style, size) }

// right is the right edge of the text.
func (w *pdfWriter) right() float64 {
	width, _ := w.doc.GetPageSize()
	return width - margin
}

// keep begins a new page unless so many lines have room on this one.
func (w *pdfWriter) keep(lines int) {
	_, height := w.doc.GetPageSize()
	if w.doc.GetY()+float64(lines)*bodySize*leading > height-margin {
		w.doc.AddPage()
	}
}

func (w *pdfWriter) heading(text string) {
	w.keep(keepLines + 2)
	w.doc.Ln(9)
	w.set("B", 11)
	w.doc.Bookmark(text, 0, -1)
	w.doc.SetTextColor(11, 93, 78)
	w.doc.MultiCell(0, 11*leading, w.encode(text), "", "L", false)
	w.doc.SetTextColor(0, 0, 0)
	w.doc.SetDrawColor(160, 170, 167)
	w.doc.SetLineWidth(.6)
	w.doc.Line(margin, w.doc.GetY(), w.right(), w.doc.GetY())
	w.doc.Ln(3)
}

// contacts writes the parts side by side, with a new line where one has no room.
func (w *pdfWriter) contacts(parts []Contact) {
	const height, separator = bodySize * leading, "  |  "
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
