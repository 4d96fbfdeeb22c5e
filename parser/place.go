package parser

// FindPlace finds the surest name of a town, region or country in a line, with
// what stands beside it ("Leeds, West Yorkshire"), and its place in bytes.
func FindPlace(line string) (place string, from, to int, ok bool) { return findPlace(line) }
