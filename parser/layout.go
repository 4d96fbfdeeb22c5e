package parser

// lineStyle is what the layout knows of a line beside its text.
type lineStyle struct {
	part Part
}
