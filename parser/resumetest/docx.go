package resumetest

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"
)

// DOCX returns the resume as a Word document of plain paragraphs: heading
// styles, bullets by Word's numbering, dates at a right tab, hyperlinks.
func DOCX(r Resume) []byte { return plainDocument(r).bytes() }

// HiddenDOCX returns the resume with text at its end that nobody sees.
func HiddenDOCX(r Resume, text string) []byte {
	d := plainDocument(r)
	d.paragraph("", "", run(`<w:color w:val="FFFFFF"/><w:sz w:val="2"/>`, text))
	return d.bytes()
}

func plainDocument(r Resume) *wordDocument {
	d := &wordDocument{}
	d.name(r)
	d.contactLine(r)
	d.summary(r)
	d.jobs(r)
	d.projects(r)
	d.education(r)
	d.skills(r)
	return d
}

// TableDOCX returns the resume laid out by a table without borders: contact,
// skills and education in the left cell, the rest in the right one.
func TableDOCX(r Resume) []byte {
	var d wordDocument
	d.name(r)
	d.raw(`<w:tbl><w:tblPr><w:tblW w:w="9720" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>` +
		`<w:tblGrid><w:gridCol w:w="2900"/><w:gridCol w:w="6820"/></w:tblGrid><w:tr>`)
	d.raw(`<w:tc><w:tcPr><w:tcW w:w="2900" w:type="dxa"/></w:tcPr>`)
	d.heading("Contact")
	for _, part := range r.contact() {
		d.paragraph("", "", d.link(part))
	}
	d.skills(r)
	d.education(r)
	d.raw(`</w:tc><w:tc><w:tcPr><w:tcW w:w="6820" w:type="dxa"/></w:tcPr>`)
	d.summary(r)
	d.jobs(r)
	d.projects(r)
	d.raw(`</w:tc></w:tr></w:tbl>`)
	d.paragraph("", "", "") // Word wants a paragraph after a table
	return d.bytes()
}

// wordDocument collects the body of a document and the targets of its links.
type wordDocument struct {
	body  strings.Builder
	links []string
}

func (d *wordDocument) raw(markup string) { d.body.WriteString(markup) }

// paragraph adds one; properties and content are markup.
func (d *wordDocument) paragraph(style, properties, content string) {
	if style != "" {
		properties = `<w:pStyle w:val="` + style + `"/>` + properties
	}
	if properties != "" {
		properties = "<w:pPr>" + properties + "</w:pPr>"
	}
	d.raw("<w:p>" + properties + content + "</w:p>")
}

func (d *wordDocument) name(r Resume) {
	d.paragraph("Title", "", run("", r.Name))
	if r.Title != "" {
		d.paragraph("Subtitle", "", run("", r.Title))
	}
}

func (d *wordDocument) contactLine(r Resume) {
	var b strings.Builder
	for i, part := range r.contact() {
		if i > 0 {
			b.WriteString(run("", " | "))
		}
		b.WriteString(d.link(part))
	}
	d.paragraph("", "", b.String())
}

// link returns the markup of a hyperlink, or of its plain text without a target.
func (d *wordDocument) link(l Link) string {
	if l.URL == "" {
		return run("", l.Text)
	}
	d.links = append(d.links, l.URL)
	return fmt.Sprintf(`<w:hyperlink r:id="link%d">%s</w:hyperlink>`, len(d.links), run(`<w:u w:val="single"/>`, l.Text))
}

func (d *wordDocument) heading(text string) { d.paragraph("Heading1", "", run("", text)) }

// dated adds the first line of an entry, its dates at a right tab.
func (d *wordDocument) dated(text, dates string) {
	content := run("<w:b/>", text)
	if dates != "" {
		content += "<w:r><w:tab/></w:r>" + run("", dates)
	}
	d.paragraph("", `<w:tabs><w:tab w:val="right" w:pos="9720"/></w:tabs>`, content)
}

func (d *wordDocument) bullets(list []string) {
	for _, text := range list {
		d.paragraph("ListBullet", "", run("", text))
	}
}

func (d *wordDocument) summary(r Resume) {
	if r.Summary == "" {
		return
	}
	d.heading(headingSummary)
	d.paragraph("", "", run("", r.Summary))
}

func (d *wordDocument) jobs(r Resume) {
	if len(r.Jobs) == 0 {
		return
	}
	d.heading(headingExperience)
	for _, j := range r.Jobs {
		d.dated(j.Title, j.Dates)
		d.paragraph("", "", run("<w:i/>", place(j.Company, j.Location)))
		d.bullets(j.Bullets)
	}
}

func (d *wordDocument) projects(r Resume) {
	if len(r.Projects) == 0 {
		return
	}
	d.heading(headingProjects)
	for _, p := range r.Projects {
		d.dated(p.Name, p.Dates)
		d.bullets(p.Bullets)
	}
}

func (d *wordDocument) education(r Resume) {
	if len(r.Education) == 0 {
		return
	}
	d.heading(headingEducation)
	for _, s := range r.Education {
		d.dated(s.Degree, s.Dates)
		d.paragraph("", "", run("<w:i/>", place(s.School, s.Location)))
	}
}

func (d *wordDocument) skills(r Resume) {
	if len(r.Skills) == 0 {
		return
	}
	d.heading(headingSkills)
	for _, g := range r.Skills {
		d.paragraph("", "", run("", g.String()))
	}
}

// run returns the markup of text with the given run properties.
func run(properties, text string) string {
	if properties != "" {
		properties = "<w:rPr>" + properties + "</w:rPr>"
	}
	return `<w:r>` + properties + `<w:t xml:space="preserve">` + escape(text) + `</w:t></w:r>`
}

func escape(text string) string {
	var b strings.Builder
	if err := xml.EscapeText(&b, []byte(text)); err != nil {
		panic(err)
	}
	return b.String()
}

const (
	xmlHead  = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	wordNS   = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
	officeNS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	relsNS   = "http://schemas.openxmlformats.org/package/2006/relationships"
	wordType = "application/vnd.openxmlformats-officedocument.wordprocessingml."
)

func (d *wordDocument) bytes() []byte {
	document := xmlHead + `<w:document ` + wordNS + ` xmlns:r="` + officeNS + `"><w:body>` + d.body.String() +
		`<w:sectPr><w:pgSz w:w="12240" w:h="15840"/><w:pgMar w:top="1080" w:right="1260" w:bottom="1080" w:left="1260" w:header="720" w:footer="720" w:gutter="0"/></w:sectPr>` +
		`</w:body></w:document>`

	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, part := range []struct{ name, content string }{
		{"[Content_Types].xml", contentTypes},
		{"_rels/.rels", packageRels},
		{"word/document.xml", document},
		{"word/_rels/document.xml.rels", d.relationships()},
		{"word/styles.xml", styles},
		{"word/numbering.xml", numbering},
		{"docProps/app.xml", xmlHead + `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>resumetest</Application></Properties>`},
	} {
		w, err := z.Create(part.name)
		if err != nil {
			panic(err)
		}
		if _, err := w.Write([]byte(part.content)); err != nil {
			panic(err)
		}
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

func (d *wordDocument) relationships() string {
	var b strings.Builder
	b.WriteString(xmlHead + `<Relationships xmlns="` + relsNS + `">` +
		`<Relationship Id="styles" Type="` + officeNS + `/styles" Target="styles.xml"/>` +
		`<Relationship Id="numbering" Type="` + officeNS + `/numbering" Target="numbering.xml"/>`)
	for i, target := range d.links {
		fmt.Fprintf(&b, `<Relationship Id="link%d" Type="%s/hyperlink" Target="%s" TargetMode="External"/>`, i+1, officeNS, escape(target))
	}
	b.WriteString(`</Relationships>`)
	return b.String()
}

const contentTypes = xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
	`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
	`<Default Extension="xml" ContentType="application/xml"/>` +
	`<Override PartName="/word/document.xml" ContentType="` + wordType + `document.main+xml"/>` +
	`<Override PartName="/word/styles.xml" ContentType="` + wordType + `styles+xml"/>` +
	`<Override PartName="/word/numbering.xml" ContentType="` + wordType + `numbering+xml"/>` +
	`<Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>` +
	`</Types>`

const packageRels = xmlHead + `<Relationships xmlns="` + relsNS + `">` +
	`<Relationship Id="rId1" Type="` + officeNS + `/officeDocument" Target="word/document.xml"/>` +
	`<Relationship Id="rId2" Type="` + officeNS + `/extended-properties" Target="docProps/app.xml"/>` +
	`</Relationships>`

const styles = xmlHead + `<w:styles ` + wordNS + `>` +
	`<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:sz w:val="20"/></w:rPr></w:rPrDefault></w:docDefaults>` +
	`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:rPr><w:b/><w:sz w:val="36"/></w:rPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Subtitle"><w:name w:val="Subtitle"/><w:basedOn w:val="Normal"/><w:rPr><w:sz w:val="24"/></w:rPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr><w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="auto"/></w:pBdr><w:spacing w:before="160"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="24"/></w:rPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="ListBullet"><w:name w:val="List Bullet"/><w:basedOn w:val="Normal"/><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>` +
	`</w:styles>`

const numbering = xmlHead + `<w:numbering ` + wordNS + `>` +
	`<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="hybridMultilevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="360" w:hanging="240"/></w:pPr></w:lvl></w:abstractNum>` +
	`<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>` +
	`</w:numbering>`
