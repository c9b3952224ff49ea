package dom

import (
	"testing"

	"rolecall/extract/internal/line"
	"rolecall/extract/internal/tables"
)

// What stands in the file is what names say; a region that there is not is an
// error.
func TestRegions(t *testing.T) {
	for name, want := range map[string]classInfo{
		"main-navbar": {region: line.InNav}, "nav": {region: line.InNav}, "navy": {}, "hidden": {region: line.InHidden}, "hiddenness": {},
		"cookie-footer": {region: line.InCookie | line.InFooter}, "fw-bold": {bold: true}, "bolder": {}, "pre-line": {pre: true}, "": {},
	} {
		if got := regions().read(name); got != want {
			t.Errorf("%q: %+v, want %+v", name, got, want)
		}
	}
	for _, bad := range []tables.RegionFile{{Holds: map[string][]string{"nave": {"nav"}}}, {Holds: map[string][]string{"nav": {"n"}}}, {Is: map[string][]string{"nave": {"nav"}}}} {
		if _, err := loadRegions(bad); err == nil {
			t.Errorf("%+v is taken", bad)
		}
	}
}
