public enum Color { VIOLET, RED, BLUE }
