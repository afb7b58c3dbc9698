package plan

import (
	"go/token"
	"testing"
)

func TestExported(t *testing.T) {
	for _, c := range [][2]string{
		{"deviceId", "DeviceID"}, {"id", "ID"}, {"webUrl", "WebURL"}, {"recipientIds", "RecipientIDs"}, {"deviceIDs", "DeviceIDs"},
		{"HTMLParser", "HTMLParser"}, {"lastScanDateTime", "LastScanDateTime"}, {"foo_bar", "FooBar"}, {"_id", "ID"}, {"_", "X"},
		{"größe", "Größe"}, {"名前", "X名前"}, {"ipV6", "IPV6"}, {"utf8String", "UTF8String"}, {"macOSLobApp", "MacOSLobApp"},
		{"", "X"}, {"9lives", "X9lives"}, {"Bill_x0020_No", "BillNo"}, {"Bill No", "BillNo"}, {"x_x002F_y", "XY"}, {"_x0033__x005f_2", "X32"}, {"caf_x00e9_", "Café"}, {"a_x12", "AX12"}, {"Copy$", "Copy"}, {"apis", "APIs"}, {"ids", "IDs"},
	} {
		got := exported(c[0])
		if got != c[1] {
			t.Errorf("exported(%q) = %q, want %q", c[0], got, c[1])
		}
		if !token.IsIdentifier(got) || !token.IsExported(got) {
			t.Errorf("exported(%q) = %q is no exported identifier", c[0], got)
		}
	}
}

func TestLocal(t *testing.T) {
	taken := map[string]bool{"c": true}
	for _, c := range [][2]string{{"deviceConfigurationId", "deviceConfigurationID"}, {"id", "id"}, {"ID", "id2"}, {"type", "typeValue"}, {"event-id", "eventID"},
		{"time", "timeValue"}, {"c", "c2"}, {"id | userPrincipalName", "idUserPrincipalName"}, {"", "x"}} {
		if got := local(c[0], taken, newHidden()); got != c[1] {
			t.Errorf("local(%q) = %q, want %q", c[0], got, c[1])
		}
	}
}

func TestFileNameMeansNothingToGo(t *testing.T) {
	for _, c := range [][2]string{{"UnitTest", "unittest.go"}, {"DeviceWindows", "devicewindows.go"}, {"User_test", "usertest.go"}, {"X_linux", "xlinux.go"},
		{"Aux", "aux87ee6879.go"}, {"Com1", "com1b16f5a5d.go"}, {"Côté", "côté.go"}, {"X名前", "x名前.go"}} {
		if got := fileName(c[0]); got != c[1] {
			t.Errorf("fileName(%q) = %q, want %q", c[0], got, c[1])
		}
	}
}
