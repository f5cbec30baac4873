import java.lang.annotation.*;
@Retention(RetentionPolicy.RUNTIME) @Repeatable(Rep.Reps.class) public @interface Rep { int value(); @Retention(RetentionPolicy.RUNTIME) @interface Reps { Rep[] value(); } }
