package parser

// What the readers of the two formats hand to the layout.

// rawPDF is a PDF as its reader gives it: words, nothing concluded from them.
type rawPDF struct {
	pages    []rawPage
	producer string
}

// rawPage is one page. Words come in the order in which the file draws them.
type rawPage struct {
	number        int // from 1
	width, height float64
	words         []Word
	rules         []Box     // thin filled or stroked lines and rectangles: rules and table borders
	marks         []Box     // small discs, rings and squares: bullets that are drawn
	links         []rawLink // annotations with a URI
	pictures      int       // images drawn on the page
	icons         []Box     // signs for private use, such as icons, which stand for no letter (page reader)
	grounds       []ground  // painted areas, in the order in which they are painted (page reader)
	unread        int       // letters drawn in fonts that do not say what they stand for
	untold        bool      // the page reader could not tell its letters; the words are those of the stream reader
}

// ground is a painted area, a picture or a shading.
type ground struct {
	box   Box
	color string // RRGGBB; "" if it has several
	order int    // in which it is painted, from 1
	solid bool   // a rectangle through which nothing shows
}

type rawLink struct {
	url string
	box Box
}

// rawDOCX is a Word document as its reader gives it: paragraphs in reading
// order, text boxes once and where they are anchored, tables cell by cell.
type rawDOCX struct {
	paragraphs []paragraph
	producer   string
	pictures   int
}

// paragraph is one paragraph of a DOCX. Text holds "\t" for tabs and "\n" for
// line breaks. Deleted text of tracked changes is dropped, hidden text kept apart.
type paragraph struct {
	text      string
	part      Part
	style     string // name of the paragraph style, such as "Heading 1"
	outline   int    // outline level from 1; 0 for body text
	list      bool   // numbered or bulleted by Word
	listLevel int
	numbered  bool    // the list counts (1. 2. 3.) rather than bullets
	size      float64 // points, of most of its letters; 0 if unknown
	bold      float64 // share of its letters, 0 to 1
	italic    float64
	underline float64
	caps      bool   // shown in capitals, typed so or by format
	color     string // of most of its letters, RRGGBB; "" for automatic
	shaded    bool
	align     string  // "left", "center", "right", "both"; "" if not set
	indent    float64 // points
	before    float64 // space above, points
	ruled     bool    // a border above or below
	columns   int     // of the section of the page in which it stands; 1 if plain
	cell      *cell   // nil outside tables
	box       int     // number of the text box from 1; 0 outside
	beside    bool    // in a text box beside the text, as in a sidebar: what follows goes on where the text before it stopped
	links     []docxLink
	hidden    string // text formatted as hidden (vanish), white or tiny
	firstBold string // the bold text with which it begins, if it does not all stand in bold: "Client:" of "Client: ACME"
}

type docxLink struct {
	url  string
	text string // as shown
}

// cell is a cell of a table, innermost first.
type cell struct {
	table    int // number of the table in the document, from 1
	row, col int // from 0; col counts grid columns, so merged cells keep their place
	rows     int // rows of the table
	cols     int // grid columns of the table
	span     int // grid columns it covers
	parent   *cell
}

// hiddenBy says why a person does not see a word that is in the file.
type hiddenBy uint8

const (
	seen          hiddenBy = iota
	hiddenInk              // drawn without ink
	hiddenOffPage          // beside the page
	hiddenTiny             // too small to be read
	hiddenColor            // in the color of what it stands on
	hiddenUnder            // painted over
)
