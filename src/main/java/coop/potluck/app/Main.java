package coop.potluck.app;

/** Where the program starts. */
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    System.out.println(System.getProperty("java.version"));
  }
}
