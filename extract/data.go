package extract

//go:generate go test -run TestBuiltin -update

// A dataset is what the tables in data/ say, which people edit. It is built in
// as Go, since to parse YAML takes longer than to read a page; it is compiled,
// a table at a time, when first needed.
type dataset struct {
	sections sectionFile
	words    pageWords
	sites    siteFile
	apis     apiFile
}

// must is for data that is part of the binary: a broken table is a bug that
// the tests catch, and must never be taken for an empty one.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
