import java.lang.annotation.*;
public class Gone { @Retention(RetentionPolicy.RUNTIME) public @interface Note { String value(); } }
