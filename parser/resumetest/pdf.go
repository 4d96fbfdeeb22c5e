package resumetest

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"strings"
	"time"

	"codeberg.org/go-pdf/fpdf"
)

// Measures of the page in points (US Letter).
const (
	pageWidth   = 612.0
	pageHeight  = 792.0
	margin      = 54.0
	sidebarEdge = 200.0 // where the left column of TwoColumnPDF ends
	bodySize    = 10.0
	leading     = 1.3 // line height over font size
	bulletDent  = 12.0
)

// made is the date in all files, so that their bytes do not change.
var made = time.Date(2026, 1, 15, 9, 0, 0, 0, time.UTC)

// PDF returns the resume in one column: rules under the headings, dates on the
// right edge, hyperlinks that work.
func PDF(r Resume) []byte {
	pdf := newPDF(r.Name)
	c := &column{pdf: pdf, text: translator(pdf), left: margin, right: pageWidth - margin, y: margin}
	c.line("B", 18, r.Name)
	if r.Title != "" {
		c.line("", 12, r.Title)
	}
	c.inline(r.contact(), " | ")
	c.summary(r)
	c.jobs(r)
	c.projects(r)
	c.education(r)
	c.skills(r)
	return output(pdf)
}

// TwoColumnPDF returns the resume with contact, skills and education in a
// sidebar on the left, drawn before the main column.
func TwoColumnPDF(r Resume) []byte {
	pdf := newPDF(r.Name)
	text := translator(pdf)
	head := &column{pdf: pdf, text: text, left: margin, right: pageWidth - margin, y: margin}
	head.line("B", 18, r.Name)
	head.line("", 12, r.Title)

	side := &column{pdf: pdf, text: text, left: margin, right: sidebarEdge, y: head.y}
	side.heading("Contact")
	for _, part := range r.contact() {
		side.inline([]Link{part}, "")
	}
	side.skills(r)
	side.education(r)

	body := &column{pdf: pdf, text: text, left: sidebarEdge + 24, right: pageWidth - margin, y: head.y}
	body.summary(r)
	body.jobs(r)
	body.projects(r)
	return output(pdf)
}

// PicturePDF returns a page that holds nothing but an image, as a scanner makes it.
func PicturePDF() []byte {
	scan := image.NewGray(image.Rect(0, 0, 340, 440))
	for y := range 440 {
		for x := range 340 {
			shade := color.Gray{Y: 255}
			if y%16 < 6 && x > 30 && x < 310 { // dark bars where lines of text would stand
				shade.Y = 60
			}
			scan.SetGray(x, y, shade)
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, scan); err != nil {
		panic(err)
	}
	pdf := newPDF("Scan")
	options := fpdf.ImageOptions{ImageType: "PNG"}
	pdf.RegisterImageOptionsReader("scan", options, &b)
	pdf.ImageOptions("scan", 0, 0, pageWidth, pageHeight, false, options, 0, "")
	return output(pdf)
}

// EncryptedPDF returns a page of text that opens only with a password.
func EncryptedPDF() []byte {
	pdf := newPDF("Locked")
	pdf.SetProtection(fpdf.CnProtectPrint, "open sesame", "owner")
	pdf.SetFont("Helvetica", "", bodySize)
	pdf.Text(margin, margin, "Jordan Ellery, Backend Engineer")
	return output(pdf)
}

func newPDF(title string) *fpdf.Fpdf {
	pdf := fpdf.New("P", "pt", "Letter", "")
	pdf.SetCreationDate(made)
	pdf.SetModificationDate(made)
	pdf.SetCatalogSort(true)
	pdf.SetProducer("resumetest", false)
	pdf.SetTitle(title, true)
	pdf.SetAutoPageBreak(false, 0)
	pdf.SetMargins(0, 0, 0)
	pdf.SetCellMargin(0)
	pdf.AddPage()
	return pdf
}

// translator turns UTF-8 into the encoding of the standard fonts.
func translator(pdf *fpdf.Fpdf) func(string) string {
	return pdf.UnicodeTranslatorFromDescriptor("cp1252")
}

func output(pdf *fpdf.Fpdf) []byte {
	var b bytes.Buffer
	if err := pdf.Output(&b); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// column writes downward between two edges, onto a new page where one is full.
type column struct {
	pdf         *fpdf.Fpdf
	text        func(string) string
	left, right float64
	y           float64 // top of the next line
}

// advance makes room for a line of the given font size and returns its baseline.
func (c *column) advance(size float64) float64 {
	height := size * leading
	if c.y+height > pageHeight-margin {
		c.pdf.AddPage()
		c.y = margin
	}
	baseline := c.y + size
	c.y += height
	return baseline
}

// line writes text, wrapped at the right edge.
func (c *column) line(style string, size float64, text string) {
	c.pdf.SetFont("Helvetica", style, size)
	for _, part := range c.wrap(c.left, text) {
		c.pdf.Text(c.left, c.advance(size), part)
	}
}

// wrap breaks text, in the font that is set, into lines from left to the right edge.
func (c *column) wrap(left float64, text string) []string {
	var lines []string
	for _, line := range c.pdf.SplitLines([]byte(c.text(text)), c.right-left) {
		lines = append(lines, string(line))
	}
	return lines
}

func (c *column) heading(text string) {
	c.y += 8
	c.line("B", 12, strings.ToUpper(text))
	c.pdf.SetLineWidth(0.6)
	c.pdf.Line(c.left, c.y, c.right, c.y)
	c.y += 3
}

// dated writes the first line of an entry, its dates at the right edge.
func (c *column) dated(text, dates string) {
	c.y += 2
	baseline := c.advance(bodySize)
	c.pdf.SetFont("Helvetica", "B", bodySize)
	c.pdf.Text(c.left, baseline, c.text(text))
	c.pdf.SetFont("Helvetica", "", bodySize)
	dates = c.text(dates)
	c.pdf.Text(c.right-c.pdf.GetStringWidth(dates), baseline, dates)
}

func (c *column) bullets(list []string) {
	c.pdf.SetFont("Helvetica", "", bodySize)
	left := c.left + bulletDent
	for _, text := range list {
		for i, line := range c.wrap(left, text) {
			baseline := c.advance(bodySize)
			if i == 0 {
				c.pdf.Text(c.left+2, baseline, c.text("•"))
			}
			c.pdf.Text(left, baseline, line)
		}
	}
}

// inline writes parts side by side, wrapping between them, with their links.
func (c *column) inline(parts []Link, separator string) {
	c.pdf.SetFont("Helvetica", "", bodySize)
	x, baseline := c.left, c.advance(bodySize)
	for i, part := range parts {
		text := c.text(part.Text)
		width := c.pdf.GetStringWidth(text)
		if i > 0 {
			if x+c.pdf.GetStringWidth(separator)+width > c.right {
				x, baseline = c.left, c.advance(bodySize)
			} else {
				c.pdf.Text(x, baseline, separator)
				x += c.pdf.GetStringWidth(separator)
			}
		}
		c.pdf.Text(x, baseline, text)
		if part.URL != "" {
			c.pdf.LinkString(x, baseline-bodySize, width, bodySize*leading, part.URL)
		}
		x += width
	}
}

func (c *column) summary(r Resume) {
	if r.Summary == "" {
		return
	}
	c.heading(headingSummary)
	c.line("", bodySize, r.Summary)
}

func (c *column) jobs(r Resume) {
	if len(r.Jobs) == 0 {
		return
	}
	c.heading(headingExperience)
	for _, j := range r.Jobs {
		c.dated(j.Title, j.Dates)
		c.line("I", bodySize, place(j.Company, j.Location))
		c.bullets(j.Bullets)
	}
}

func (c *column) projects(r Resume) {
	if len(r.Projects) == 0 {
		return
	}
	c.heading(headingProjects)
	for _, p := range r.Projects {
		c.dated(p.Name, p.Dates)
		c.bullets(p.Bullets)
	}
}

// education puts the dates under the school where the column is narrow.
func (c *column) education(r Resume) {
	if len(r.Education) == 0 {
		return
	}
	c.heading(headingEducation)
	for _, s := range r.Education {
		if c.right-c.left > pageWidth/2 {
			c.dated(s.Degree, s.Dates)
			c.line("I", bodySize, place(s.School, s.Location))
			continue
		}
		c.line("B", bodySize, s.Degree)
		c.line("I", bodySize, place(s.School, s.Location))
		c.line("", bodySize, s.Dates)
	}
}

func (c *column) skills(r Resume) {
	if len(r.Skills) == 0 {
		return
	}
	c.heading(headingSkills)
	for _, g := range r.Skills {
		c.line("", bodySize, g.String())
	}
}
