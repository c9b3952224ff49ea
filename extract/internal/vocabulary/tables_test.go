package vocabulary

import (
	"testing"

	"rolecall/extract/internal/tables"
)

// The tables are sound.
func TestTables(t *testing.T) {
	if _, err := loadHeadings(tables.Builtin.Sections); err != nil {
		t.Error(err)
	}
	if _, err := loadWords(tables.Builtin.Words); err != nil {
		t.Error(err)
	}
}
