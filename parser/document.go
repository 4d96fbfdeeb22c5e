// Package parser turns the bytes of a resume, PDF or DOCX, into a Document:
// lines in reading order with their places, the sections they form, and what
// a hiring system would fill into its form: name, e-mail, phone, location,
// links, jobs, education and skills.
//
// The road is bytes → words or paragraphs (pdfium_page.go, pdf.go, docx.go) → lines in reading
// order (layout.go) → sections (sections.go) → entries (jobs.go, education.go,
// skills.go) and contact fields (contact.go).
package parser

// Kind is the kind of a section, one of the kinds that follow.
type Kind string

// The kinds of section. A line above the first heading is Contact.
const (
	Contact        Kind = "contact"
	Summary        Kind = "summary"
	Experience     Kind = "experience"
	Education      Kind = "education"
	Skills         Kind = "skills"
	Projects       Kind = "projects"
	Certifications Kind = "certifications"
	Publications   Kind = "publications"
	Awards         Kind = "awards"
	Languages      Kind = "languages"
	Volunteering   Kind = "volunteering"
	Interests      Kind = "interests"
	Courses        Kind = "courses"
	References     Kind = "references"
	Other          Kind = "other"
)

// Document is what can be read of a resume. Its slices are never nil, but for
// those that only a PDF has.
type Document struct {
	File File

	Name     string
	Email    string
	Phone    string // E.164 where the country is known, else the digits as written
	Location string
	Links    []Link

	Sections   []Section
	Jobs       []Job
	Projects   []Project
	Education  []School
	Skills     []Skill
	Lines      []Line // in reading order; Lines[i].ID == i
	Statements []Statement

	Certifications []Certification
	Languages      []Language
	Notices        []Notice

	// Agreement is how far a machine that takes the text as the file has it gets
	// the words that stand there, and in their order, from 0 to 1; -1 if that was
	// not compared. See MachineView.
	Agreement float64

	Sizes  []Size       // of the pages of a PDF
	Stream []StreamWord // of a PDF, as a simple reader takes it; nil if only one reader read it

	heads []int // ids of the lines that are heads of entries
}

// File says what the bytes were.
type File struct {
	Name     string // base name as given, never a path
	Kind     string // "pdf" or "docx"
	Bytes    int
	Pages    int    // 0 where the format has no pages (DOCX)
	Producer string // the program that wrote the file, as the file says
}

// Box is a place on a page in points (1/72 inch) from its top left corner.
type Box struct{ Left, Top, Right, Bottom float64 }

// Word is one word of a page with its box and font.
type Word struct {
	Text   string
	Box    Box
	Font   string  // name as the file gives it, subset prefix removed
	Size   float64 // points
	Bold   bool
	Italic bool

	Spaced    bool   // the letters were set apart: "E D U C A T I O N"
	Invisible bool   // drawn without ink: the text layer of a scan, or hidden text
	Color     string // of its first letter, RRGGBB; "" if it is not known

	hidden hiddenBy // why a person does not see it
	order  int      // in which it is drawn among the grounds of the page; 0 if it is not known
	lost   int      // letters in it of which the file does not say what they stand for
}

// Line is one line of a page, or one line of a DOCX paragraph. Tabs and wide
// gaps within a line are kept as "\t" in Text.
type Line struct {
	ID      int
	Page    int  // from 1; 1 throughout for DOCX
	Box     *Box // nil for DOCX
	Section Kind
	Heading bool // the line is the heading of a section
	Part    Part
	Text    string
	Words   []Word // empty for DOCX

	style lineStyle // what the layout knows of it; see layout.go
}

// Part says where in a document a line stands, as far as that is not its body.
type Part string

// The parts of a document outside its body.
const (
	PartBody    Part = ""
	PartHeader  Part = "header"
	PartFooter  Part = "footer"
	PartTextBox Part = "text box"
	PartTable   Part = "table" // in a table's cell, DOCX only
	PartNote    Part = "note"  // foot- or endnote
)

// Section is a heading with all that stands under it.
type Section struct {
	Kind    Kind
	Heading string // as printed; "" for what stands above the first heading
	Page    int
	Line    int // id of the heading's line, or of the section's first line
	End     int // id of the line after the section's last
}

// Link is a web address of the document.
type Link struct {
	URL    string // the target, or the address as printed
	Line   int    // id of the line that shows it; -1 if none does
	Active bool   // the file holds a hyperlink; false if it is text only
}

// Job is one position held.
type Job struct {
	Title, Company, Location string
	Start, End               Date
	DateText                 string // the dates as printed; "" if none
	Bullets                  []string
	Page                     int
	Line                     int // id of the entry's first line
	Last                     int // id of the entry's last line
}

// Project is one entry of a projects section.
type Project struct {
	Name       string
	Start, End Date
	Bullets    []string
	Page       int
	Line, Last int
}

// School is one entry of an education section.
type School struct {
	School, Degree, Location, Grade string
	Start, End                      Date
	DateText                        string
	Page                            int
	Line, Last                      int
}

// Skill is one skill as listed, with the group it was listed under.
type Skill struct {
	Name  string
	Group string // label of the list, such as "Languages"; "" if none
	Line  int
}

// Certification is one entry of a certifications section.
type Certification struct {
	Name string
	Date Date // zero if the document gives none
	Line int
}

// Language is a language that the person speaks.
type Language struct {
	Name  string
	Level string // as printed; "" if none
	Line  int
}

// Role says what a statement is within its section.
type Role string

// The roles of a statement.
const (
	RoleHeading Role = "heading" // a section's heading
	RoleHead    Role = "head"    // the head of an entry: title, company, school, place, dates
	RoleBullet  Role = "bullet"  // a bullet of an entry, or of any other section
	RoleProse   Role = "prose"   // running text
	RoleList    Role = "list"    // an enumeration: skills, "Stack: …", languages
	RoleContact Role = "contact" // name, addresses, links
)

// Statement is one thing said: a bullet, a sentence or two of prose, the head
// of an entry, a line of a list; whole, however many lines it is printed on.
// Each line of the document belongs to exactly one statement.
type Statement struct {
	Text    string // its lines joined by spaces, without the bullet mark
	Lines   []int  // ids, ascending
	Section Kind
	Role    Role
	Job     int  // index into Jobs; -1 if it belongs to none
	Project int  // index into Projects; -1 if it belongs to none
	Hidden  bool // a person does not see it on the page (PDF)
}

// Notice is something about the reading that a person should know.
type Notice struct {
	ID    string // e.g. "text-boxes"
	Cause Cause  // "" where the id says it all
	Page  int    // 0 if it is about the whole document
	Line  int    // -1 if it is not about one line
	Text  string
}

// Cause tells notices of one id apart where they are mended in different ways.
type Cause string

// The causes.
const (
	AcrossColumns Cause = "across-columns" // of reading-order: columns are read across each other
	OffPage       Cause = "off-page"       // of hidden-text: it runs off the page, as happens by accident
)
