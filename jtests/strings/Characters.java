// java.lang.Character: classification, case, digits, names, surrogates.
public class Characters {
    public static void main(String[] args) {
        int[] cps = {'a', 'Z', '5', ' ', '\t', '_', '$', '\u00e9', '\u00df', '\u0130', '\u01c5', '\u0663', '\u2167', '\u4e2d', '\u05d0', '\u00a0', '\u2003', '\u200b', 0x1F600, 0x10400, 0x1D7CE, '\ud800', '\uffff', 0};
        for (int c : cps) {
            System.out.println(Integer.toHexString(c) + " " + Character.getType(c) + " " + Character.isLetter(c) + Character.isDigit(c) + Character.isLetterOrDigit(c)
                    + Character.isUpperCase(c) + Character.isLowerCase(c) + Character.isTitleCase(c) + Character.isWhitespace(c) + Character.isSpaceChar(c)
                    + Character.isJavaIdentifierStart(c) + Character.isJavaIdentifierPart(c) + Character.isISOControl(c) + Character.isMirrored(c) + Character.isIdeographic(c)
                    + " " + Integer.toHexString(Character.toUpperCase(c)) + " " + Integer.toHexString(Character.toLowerCase(c)) + " " + Integer.toHexString(Character.toTitleCase(c))
                    + " " + Character.getNumericValue(c) + " " + Character.digit(c, 36) + " " + Character.getDirectionality(c) + " " + Character.charCount(c) + " " + Character.getName(c));
        }
        System.out.println(Character.forDigit(35, 36) + " " + Character.toChars(0x1F600).length + " " + Character.toCodePoint('\ud83d', '\ude00') + " "
                + Character.isHighSurrogate('\ud83d') + Character.isSurrogatePair('\ud83d', '\ude00') + " " + Character.reverseBytes('\u1234') + " " + Character.compare('a', 'b'));
        System.out.println(Character.UnicodeBlock.of(0x20ac) + " " + Character.UnicodeScript.of('\u05d0') + " " + Character.codePointOf("LATIN SMALL LETTER A"));
        try {
            Character.toChars(0x110000);
        } catch (IllegalArgumentException e) {
            System.out.println(e.getMessage());
        }
    }
}
