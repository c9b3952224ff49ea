package output

import (
	"io"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"
)

// More rows than a sheet has room for are refused, and long cells are cut.
func TestWorkbookLimits(t *testing.T) {
	x, err := newWorkbook(io.Discard, []string{"name"})
	if err != nil {
		t.Fatal(err)
	}
	defer x.file.Close()
	x.rows = maxSheetRows
	if err := x.write([]string{"a"}); err == nil || !strings.Contains(err.Error(), "no room for more than 1,048,575 rows") {
		t.Error(err)
	}
	for _, c := range []string{"x", "ü", "😀"} {
		cut := sheetText(strings.Repeat(c, 40_000))
		if n := len(cut) / len(c); cut != strings.Repeat(c, n) || n*utf16.RuneLen([]rune(c)[0]) > excelize.TotalCellChars {
			t.Errorf("%s: %d of them", c, n)
		}
	}
}
