package io.aromabridge.broker.auth.password;

/** Hashes that other programs made. */
final class Vectors {
    /** Password {@code test}; mosquitto's tests. */
    static final String MOSQUITTO_SHA512 = "$6$njERlZMi/7DzNB9E$iiavfuXvUm8iyDZArTy7smTxh07GXXOrOsqxfW6gkOYVXHGk+W+i/8"
            + "d3xDxrMwEPygEBhoA8A/gjQC0N2M4Lkw==";

    /** Password {@code test}; mosquitto's tests. */
    static final String MOSQUITTO_PBKDF2 = "$7$1000$97ozvObcN5zP4MGzYUw4uRp8+mPQbThrHOX69vdHHNVwV4iZf2K2X23FS7weilZMKeV"
            + "+9oLHdilybmpXcFApYg==$WlM0jUhsiQNQJe4IDt5K1rmtAdaenWGdntswJmDkp74W9pdrt/+RdIK3YaJ09o3pD1xbtokXq933bQh+Cr"
            + "jA4Q==";

    /** Password {@code correct horse}; hashlib. */
    static final String PBKDF2_101 =
            "$7$101$AAECAwQFBgcICQoL$lp0Cm29zl+CI/RXyXDKvLye7OxM3OuE6RMzgXTX/f3imS/pFh2Ur7yarLD"
                    + "pKRUKpB0tOj6l0UrRv41zqxmD4tg==";

    /** Password {@code correct horse}; hashlib. */
    static final String PBKDF2_1000 =
            "$7$1000$AAECAwQFBgcICQoL$hc9UTFKiTSi9CHPMacLhbZUJ9kJTrF7ND3F3GC2tMIePa6GeHoJUhLaT"
                    + "6N8wIl0Zgp48kWcgb9fqfYUYiR/1vQ==";

    /** Password {@code correct horse}; hashlib. */
    static final String SHA512 =
            "$6$AAECAwQFBgcICQoL$5W8GCQ9GLgmhmQvoa8jmRaPnsh82mRigdSv6mQsK0sMIII/WznlQb1g+RWddfoAKTM"
                    + "zBJP1deJU+Rp/1QZ0zZg==";

    /** Password {@code correct horse}; hashlib. */
    static final String SHA512_LONG_SALT =
            "$6$AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygpKissLS4vMDEyMzQ1N"
                    + "jc4OTo7PD0+Pw==$29QtyxbW0Qth2GH5GN0ihmagtB/755oiG+oG0UjEg6L9UK/JDvWsZp5ejiy5IkbcHEawwhh/SPu9ZHDfEL2J9A==";

    /** The empty password; hashlib. */
    static final String PBKDF2_EMPTY =
            "$7$101$AAECAwQFBgcICQoL$Oorei7WAq0Ku89VGerVUptUCdhYayRJAt6YxttF7wiwwItrj/1Buq9ht"
                    + "Njo6PkVA7w01PY+HiqHwcqfwo/ogYQ==";

    /** 300 times {@code x}; hashlib. */
    static final String PBKDF2_LONG =
            "$7$101$AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygpKissLS4vMDEyMzQ1Nj"
                    + "c4OTo7PD0+Pw==$CfkVn9AAQcKQMLeAtOE7qcTa4ooBBQBXd40U0ASL2GCqJETnLVrkzN83eGE0FZBIQDwR5E9PCAzu+/Ll3OHU/w==";

    /** {@code pässwörd-✓-日本} in UTF-8; hashlib. */
    static final String SHA512_NON_ASCII = "$6$AAECAwQFBgcICQoL$JErpJRfOYdtGajLUtVAnwNWjJpNGmd6b6gotkaOMtB2OD+390BaM79z"
            + "Pd+5COCoMnXfwUWy/BsZTVKaGFhpTcw==";

    /** {@code pässwörd-✓-日本} in UTF-8; hashlib. */
    static final String PBKDF2_NON_ASCII =
            "$7$20000$AAECAwQFBgcICQoL$R0sDdFxi2UaBepJ04Fkk9mWLtCNKBWT0LHCvBInhdWHb36YZC+"
                    + "+lH5qlyAjosPBWs34AYZmpwoPMtmRLdFUCWA==";

    /** Bytes 00 ff 80 0a 61; hashlib. */
    static final String SHA512_BYTES = "$6$AAECAwQFBgcICQoL$7Lq8/bEb+y3ErEUmJx6S72VfB5z06X2pQ24bBq1KCBksRaA2ovp/X/p40u9"
            + "XZXkpuZ03WiExORnq4IQ8lIJrQA==";

    /** Bytes 00 ff 80 0a 61; hashlib. */
    static final String PBKDF2_BYTES =
            "$7$101$AAECAwQFBgcICQoL$HTGr2JxjSeV+YntxEYNPv48UHF+0XJKNu9tuSLE9T7qqAcu4tBHyIAqR"
                    + "laQ/GheOlp87dO77ir5UBLCMSj3xBw==";

    /** Password {@code correct horse}; argon2 -id -t 1 -k 47104 -p 1 -l 64, the costs and lengths of mosquitto 2.1. */
    static final String ARGON2_MOSQUITTO =
            "$argon2id$v=19$m=47104,t=1,p=1$QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZna"
                    + "Glqa2xtbm9wcXJzdHV2d3h5ejAxMjM0NTY3ODlhYg$CJCV9w9Erh9iPFE5IWdUc2miCTXY7a4Im+OYek1+wxdb4q2Ata4tCd1/u0gc1C"
                    + "4uP4bj3IYwmisMZ+im8LmDkg";

    /** Password {@code correct horse}; argon2 -id -t 2 -k 64 -p 2 -l 32. */
    static final String ARGON2_SMALL =
            "$argon2id$v=19$m=64,t=2,p=2$c29tZXNhbHQ$yo/Vkf3b04HMhVyO46+irv+0DPX1EnKctcaquTFv6B0";

    /** {@code pässwörd-✓-日本} in UTF-8; argon2 -id -t 1 -k 1024 -p 1 -l 64. */
    static final String ARGON2_NON_ASCII =
            "$argon2id$v=19$m=1024,t=1,p=1$c2FsdHNhbHRzYWx0$0ZzhZVpDJwtVhPzfS65IN7wqEeDaI"
                    + "fSWSn+1mt6me8vUl3wONF1NZPm9mloVlSQoRchd/xtDZy5cqEQypB6//Q";

    private Vectors() {}
}
